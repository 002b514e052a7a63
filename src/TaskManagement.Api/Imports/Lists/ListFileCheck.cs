using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Api.Exports.Json;

namespace TaskManagement.Api.Imports.Lists;

/// <summary>
/// Checks that a file is one of ours, and that what is in it has ids and names. How its parts refer to each other is
/// checked of every document.
/// </summary>
internal static class ListFileCheck
{
    private const int IdLengthMax = 100;
    private const int ErrorsMax = 20;

    public static void Require(ListFile file)
    {
        if (file.Format != ListFile.FormatName)
            throw ImportProblems.Of("format", $"is to be \"{ListFile.FormatName}\"; send a list exported as JSON");
        if (file.Version != ListFile.VersionNow)
            throw ImportProblems.Of("version", $"is to be {ListFile.VersionNow}, the one that this server reads");

        var errors = Errors(file).DistinctBy(error => error.Key).Take(ErrorsMax).ToList();
        if (errors.Count > 0)
            throw ImportProblems.Of(errors);
    }

    private static IEnumerable<KeyValuePair<string, string>> Errors(ListFile file)
    {
        if (file.List is not { } list)
            return [new("list", "is missing")];
        return
        [
            .. Id("list.id", list.Id),
            .. Present("list.name", list.Name),
            .. Parts("list.sections", list.Sections, (part, at) =>
                [.. Id($"{at}.id", part?.Id), .. Present($"{at}.name", part?.Name)]),
            .. Parts("list.labels", list.Labels, (part, at) =>
                [.. Id($"{at}.id", part?.Id), .. Present($"{at}.name", part?.Name)]),
            .. Parts("list.fields", list.Fields, (part, at) =>
                [.. Present($"{at}.key", part?.Key), .. Present($"{at}.type", part?.Type?.ToString())]),
            .. Parts("list.members", list.Members, (part, at) => Id($"{at}.userId", part?.UserId)),
            .. Parts("tasks", file.Tasks, Task).Take(ErrorsMax),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Task(FileTask? task, string at) =>
    [
        .. Id($"{at}.id", task?.Id),
        .. Present($"{at}.title", task?.Title),
        .. Parts($"{at}.comments", task?.Comments, Comment),
        .. Parts($"{at}.relations", task?.Relations, (relation, place) =>
            [.. Present($"{place}.taskId", relation?.TaskId), .. Present($"{place}.kind", relation?.Kind?.ToString())]),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Comment(FileComment? comment, string at) =>
    [
        .. Id($"{at}.id", comment?.Id),
        .. Present($"{at}.createdAt", comment?.CreatedAt?.ToString("O", CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Parts<T>(
        string path,
        ImmutableArray<T>? parts,
        Func<T?, string, IEnumerable<KeyValuePair<string, string>>> check)
        where T : class =>
        (parts ?? []).Index().SelectMany(part => check(part.Item, $"{path}[{part.Index}]"));

    private static IEnumerable<KeyValuePair<string, string>> Id(string path, string? id) =>
        id?.Length > IdLengthMax
            ? [new(path, $"is longer than {IdLengthMax} characters")]
            : Present(path, id);

    private static IEnumerable<KeyValuePair<string, string>> Present(string path, string? text) =>
        string.IsNullOrWhiteSpace(text) ? [new(path, "is missing or blank")] : [];
}
