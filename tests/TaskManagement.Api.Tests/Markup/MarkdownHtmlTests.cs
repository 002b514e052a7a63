using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskManagement.Api.Markup;

namespace TaskManagement.Api.Tests.Markup;

public sealed class MarkdownHtmlTests
{
    private static readonly string[] Pieces =
    [
        "<", ">", "\"", "'", "&", "`", "```", "~~~", "\n", "\n\n", " ", "    ", "\t", "*", "**", "_",
        "~~", "#", "-", "1. ", "|",
        "|-|", "[", "]", "(", ")", "!", "![", "](", "<script>", "</script>",
        "<img src=x onerror=alert(1)>", "javascript:",
        "JaVaScRiPt:", "data:text/html,", "vbscript:", "http://a.example", "https://",
        "mailto:a@b.example", "www.a.example",
        "onclick=", "style=", "&#106;", "&colon;", "&Tab;", "\\", "{", "}", "{onclick=x}", "<!--",
        "-->", "<![CDATA[", "]]>",
        "<?", "?>", "@ann", "x", "é", "\u202e", "\u0000", "[x]: javascript:alert(1)", "[x]",
        "<svg/onload=", "a@b.example",
        "<javascript:alert(1)>", "<http://a.example/\"onmouseover=x>", "> ", "    code", "\r\n", "\u2028", "😀",
    ];

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](&#x6A;avascript&colon;alert(1))")]
    [InlineData("[x](java&Tab;script:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](\u0001javascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/logout)")]
    [InlineData("[x](http://a.example/\"onmouseover=alert(1))")]
    [InlineData("[x](http://a.example 'title\" onmouseover=alert(1) x=\"')")]
    [InlineData("[x]\n\n[x]: javascript:alert(1) \"t\"")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x\" onerror=\"alert(1)](http://a.example/i.png)")]
    [InlineData("![track](https://evil.example/pixel.png)")]
    [InlineData("```\"><script>alert(1)</script>\nx\n```")]
    [InlineData("``` x\" onclick=\"alert(1)\nx\n```")]
    [InlineData("# x {onclick=alert(1)}")]
    [InlineData("<!-- --><script>alert(1)</script>")]
    [InlineData("<style>@import 'http://evil.example'</style>")]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>")]
    [InlineData("| a |\n|-|\n| <img src=x onerror=alert(1)> |")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    public void Of_WhenTextIsHostile_ThenNothingOfItIsMarkup(string markdown)
    {
        var html = MarkdownHtml.Of(markdown);

        Assert.Null(HtmlRules.Complaint(html));
        Assert.DoesNotContain("href=\"j", html, StringComparison.OrdinalIgnoreCase);
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 3_000)]
    public void Of_WhenTextIsAnything_ThenOnlyAllowedMarkupComesOut(string markdown) =>
        Assert.Null(HtmlRules.Complaint(MarkdownHtml.Of(markdown)));

    [Theory]
    [InlineData("<p onclick=\"x\">")]
    [InlineData("<script>")]
    [InlineData("<a href=\"javascript:x\">")]
    [InlineData("<a href='http://a.example'>")]
    [InlineData("x > y")]
    [InlineData("a & b")]
    [InlineData("<p")]
    public void Complaint_WhenMarkupIsNotAllowed_ThenThereIsOne(string html) =>
        Assert.NotNull(HtmlRules.Complaint(html));

    [Theory]
    [InlineData("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <del>s</del> <code>c</code></p>\n")]
    [InlineData(
        "[a](https://a.example/?x=1&y=2)",
        "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"nofollow noopener\">a</a></p>\n")]
    [InlineData(
        "see http://a.example",
        "<p>see <a href=\"http://a.example\" rel=\"nofollow noopener\">http://a.example</a></p>\n")]
    [InlineData("![cat](https://a.example/cat.png)",
        "<p><a href=\"https://a.example/cat.png\" rel=\"nofollow noopener\">cat</a></p>\n")]
    [InlineData("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n")]
    [InlineData("", "")]
    public void Of_WhenTextIsMarkdown_ThenItShows(string markdown, string html) =>
        Assert.Equal(html, MarkdownHtml.Of(markdown));

    [Theory]
    [InlineData(">", "")]
    [InlineData("[", "")]
    [InlineData("![", "](")]
    [InlineData("*a_", "")]
    [InlineData("`", " ``")]
    [InlineData("- ", "")]
    [InlineData("a\\", "")]
    [InlineData("<", "")]
    [InlineData("[a](<", "")]
    [InlineData("|", "")]
    [InlineData("\n|", "")]
    [InlineData("&", ";")]
    public void Of_WhenTextIsMadeToCost_ThenItIsAnsweredAndBounded(string opening, string closing)
    {
        var count = MarkdownText.LengthMax / (opening.Length + closing.Length);
        var markdown = string.Concat(Enumerable.Repeat(opening + closing, count));

        var html = MarkdownHtml.Of(markdown);

        Assert.Null(HtmlRules.Complaint(html));
        Assert.True(html.Length < 100 * MarkdownText.LengthMax, $"{html.Length} characters");
    }

    [Fact]
    public void Of_WhenATableAsksForABillionCells_ThenItStaysText()
    {
        var bars = new string('|', 20_000);
        var dashes = string.Join('|', Enumerable.Repeat("-", 20_000));
        var markdown = $"{bars}\n{dashes}\n" + string.Concat(Enumerable.Repeat("|\n", 10_000));

        Assert.True(MarkdownHtml.Of(markdown).Length < 10 * MarkdownText.LengthMax);
    }

    public static class Texts
    {
        public static Arbitrary<string> Any() =>
            Gen.OneOf(Gen.Elements(Pieces), Gen.Elements(Pieces), ArbMap.Default.GeneratorFor<string>())
                .ListOf()
                .Select(pieces => string.Concat(pieces))
                .ToArbitrary();
    }
}
