using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Queries.Filters;

namespace TaskManagement.Tasks.Tests.Queries.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("status:todo", "status:todo")]
    [InlineData("a b or c and not d", "a b or c -d")]
    [InlineData("a (b or c)", "a (b or c)")]
    [InlineData("-(a b)", "-(a b)")]
    [InlineData("NOT a AND b OR c", "-a b or c")]
    [InlineData(
        "label:bug,\"needs review\" -label:later", "(label:\"bug\" or label:\"needs review\") -label:\"later\"")]
    [InlineData("status!=done,cancelled", "-(status:done or status:cancelled)")]
    [InlineData("due<=today+7d", "due<=today+7d")]
    [InlineData("due=tomorrow", "due:today+1d")]
    [InlineData("created>2026-03-03T09:00:00Z", "created>2026-03-03T09:00:00Z")]
    [InlineData("created>2026-03-03T09:00:00+01:00", "created>2026-03-03T08:00:00Z")]
    [InlineData("has:due", "-due:none")]
    [InlineData("has:attributes.points", "-attributes.points:none")]
    [InlineData("attributes.points>3", "attributes.points>3")]
    [InlineData("attributes.points>=-0.0000001", "attributes.points>=-0.0000001")]
    [InlineData("assignee:@Ann", "assignee:@ann")]
    [InlineData("\"free text\" word", "\"free text\" word")]
    [InlineData("\"and\"", "\"and\"")]
    [InlineData("android", "android")]
    [InlineData("is:overdue", "is:overdue")]
    [InlineData("title:none", "title:\"none\"")]
    public void Parse_WhenWellFormed_ThenMeansThis(string filter, string meaning)
    {
        var node = FilterParser.Parse(filter);

        Assert.Equal(meaning, FilterPrinter.Print(node));
        Assert.Equal(node, FilterParser.Parse(meaning));
    }

    [Theory]
    [InlineData("colour:red", 1, "no field")]
    [InlineData("status:todo colour:red", 13, "no field")]
    [InlineData("status:finished", 8, "no status")]
    [InlineData("status:todo,finished", 13, "no status")]
    [InlineData("status>todo", 8, "no order")]
    [InlineData("priority:high", 10, "no number")]
    [InlineData("due<soon", 5, "no date")]
    [InlineData("due<today+7x", 5, "no date")]
    [InlineData("due<today+2h", 5, "no hours")]
    [InlineData("due<none", 5, "no order")]
    [InlineData("due:2026-13-01", 5, "no date")]
    [InlineData("created:none", 9, "never none")]
    [InlineData("assignee:ann", 10, "nobody")]
    [InlineData("is:late", 4, "a task is not")]
    [InlineData("has:title", 5, "every task")]
    [InlineData("attributes.:1", 12, "attribute")]
    [InlineData("attributes.a.b:1", 12, "attribute")]
    [InlineData("attributes.a<x", 14, "no date")]
    [InlineData("a and", 6, "missing at the end")]
    [InlineData("a or or b", 6, "joins conditions")]
    [InlineData("(a", 3, "missing here")]
    [InlineData("a)", 2, "cannot stand here")]
    [InlineData("()", 2, "cannot stand here")]
    [InlineData("a, b", 2, "cannot stand here")]
    [InlineData("label:", 7, "value is missing")]
    [InlineData("label:a,", 9, "value is missing")]
    [InlineData("\"open", 1, "not closed")]
    [InlineData("label:\"open", 7, "not closed")]
    [InlineData("\"status\":todo", 1, "without quotes")]
    [InlineData("%%", 1, "no letter")]
    [InlineData("-", 2, "missing at the end")]
    public void Parse_WhenMalformed_ThenTheColumnIsNamed(string filter, int column, string complaint)
    {
        var fault = Assert.Throws<FormatException>(() => FilterParser.Parse(filter));

        Assert.StartsWith($"column {column}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WhenTooLongTooDeepOrTooMuch_ThenRefused()
    {
        var depth = TaskBounds.FilterDepthMax;
        Assert.NotNull(FilterParser.Parse(new string('(', depth - 1) + "a" + new string(')', depth - 1)));
        Refused(new string('(', depth) + "a" + new string(')', depth));
        Refused(new string('-', depth) + "a");
        Assert.NotNull(FilterParser.Parse(string.Join(' ', Enumerable.Repeat("a", TaskBounds.FilterTermsMax))));
        Refused(string.Join(' ', Enumerable.Repeat("a", TaskBounds.FilterTermsMax + 1)));
        Refused("label:" + string.Join(',', Enumerable.Repeat("a", TaskBounds.FilterTermsMax + 1)));
        Assert.NotNull(FilterParser.Parse(new string('a', TaskBounds.FilterLengthMax)));
        Refused(new string('a', TaskBounds.FilterLengthMax + 1));

        static void Refused(string filter) =>
            Assert.Contains("at most", Assert.Throws<FormatException>(() => FilterParser.Parse(filter)).Message);
    }
}
