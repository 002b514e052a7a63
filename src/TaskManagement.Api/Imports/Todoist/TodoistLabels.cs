using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>The labels that stand as <c>@label</c> in the content of a task.</summary>
internal static partial class TodoistLabels
{
    /// <summary>The title without its labels, and the labels. A content of labels alone stays the title.</summary>
    public static (string Title, ImmutableArray<string> Labels) Split(string content)
    {
        ImmutableArray<string> labels =
        [
            .. Label().Matches(content)
                .Select(match => match.Groups["name"].Value)
                .Where(name => name.Length <= ListBounds.NameLengthMax)
                .Distinct(StringComparer.Ordinal)
                .Take(TaskBounds.LabelsMax),
        ];
        var title = Label().Replace(
            content, match => labels.Contains(match.Groups["name"].Value) ? "" : match.Value).Trim();
        return (title.Length > 0 ? title : content, labels);
    }

    [GeneratedRegex(@"(?:^|\s)@(?<name>[^\s@]+)(?=\s|$)")]
    private static partial Regex Label();
}
