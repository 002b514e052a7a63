namespace TaskManagement.Conventions.Tests.Sources;

public sealed class ReviewedTextTests
{
    [Fact]
    public void Compare_WhenALineIsChangedAndOneAdded_ThenSaysWhichAndWhere() => Assert.Equal(
        ["- 2: b", "+ 2: B", "+ 4: d"],
        ReviewedText.Compare(["a", "b", "c"], ["a", "B", "c", "d"]));

    [Fact]
    public void Compare_WhenNothingChanged_ThenIsSilent() =>
        Assert.Empty(ReviewedText.Compare(["a", "b"], ["a", "b"]));
}
