using TaskManagement.Api.Markup;

namespace TaskManagement.Api.Tests.Markup;

public sealed class MarkdownMentionsTests
{
    [Theory]
    [InlineData("@ann", "ann")]
    [InlineData("Hello @Ann, and (@ben)!", "ann ben")]
    [InlineData("@ann @ann", "ann")]
    [InlineData("**@ann** and *see @ben*", "ann ben")]
    [InlineData("- @ann\n- > @ben", "ann ben")]
    [InlineData("1. first\n\n    @ann in the same item", "ann")]
    [InlineData("Ask @ann.", "ann.")]
    [InlineData("@ann.lee-x_y", "ann.lee-x_y")]
    [InlineData("first\n@ann", "ann")]
    [InlineData("`@ann`", "")]
    [InlineData("``a ` @ann``", "")]
    [InlineData("```\n@ann\n```", "")]
    [InlineData("~~~~\n```\n@ann\n~~~~", "")]
    [InlineData("    @ann", "")]
    [InlineData("mail ann@ben.example", "")]
    [InlineData("<ann@ben.example>", "")]
    [InlineData("https://a.example/@ann", "")]
    [InlineData("[@ann](https://a.example)", "")]
    [InlineData("\\@ann", "")]
    [InlineData("@ann@ben.example", "")]
    [InlineData("é@ann", "")]
    [InlineData("@a", "")]
    [InlineData("@1a", "")]
    [InlineData("<b>@ann</b>", "ann")]
    public void HandlesIn_WhenTextNamesSomeone_ThenOnlyOutsideCodeAndAddresses(string text, string handles) =>
        Assert.Equal(handles, string.Join(' ', MarkdownMentions.HandlesIn(text)));
}
