using System.Globalization;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>
/// Sizes above their limit that are put up with for now. An entry says exactly how large the thing is: it fails when
/// that grows, and also when it shrinks, so that the entry follows it down and never up again.
/// </summary>
internal static class Ratchet
{
    private const string Where = "tests/TaskManagement.Conventions.Tests/Code/sizes.ratchet";

    /// <summary>Compares the sizes with the entries.</summary>
    public static IEnumerable<Finding> Check(IReadOnlyList<Size> sizes, string entries)
    {
        var rules = SizeRule.All.Select(rule => rule.Name).ToHashSet();
        var allowed = new Dictionary<(string Path, string Rule), int>();
        foreach (var (line, number) in entries.Split('\n').Select((line, index) => (line.Trim(), index + 1)))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (line.Split(' ') is [var path, var rule, var value] && rules.Contains(rule)
                && int.TryParse(value, CultureInfo.InvariantCulture, out var size)
                && allowed.TryAdd((path, rule), size))
                continue;
            yield return new Finding(
                Where, number, $"'{line}' is no new entry of the form 'path rule value'; remove it");
        }

        foreach (var size in sizes)
        {
            if (Judge(size, allowed.Remove((size.Path, size.Rule.Name), out var entry) ? entry : null) is { } finding)
                yield return finding;
        }

        foreach (var (path, _) in allowed.Keys)
            yield return new Finding(Where, 0, $"there is no {path} any more; remove its entry");
    }

    private static Finding? Judge(Size size, int? allowed) => (size.Exceeds, allowed) switch
    {
        (false, null) => null,
        (false, _) => new Finding(Where, 0, $"'{size.Path} {size.Rule.Name}' is no longer needed; remove the entry"),
        (true, null) => new Finding(
            size.Path,
            size.Line,
            $"{size.Rule.Name} is {size.Value}, the limit is {size.Rule.Limit}; {size.Rule.Cure}"),
        (true, var entry) when entry < size.Value => new Finding(
            size.Path, size.Line, $"{size.Rule.Name} grew from {entry} to {size.Value}; {size.Rule.Cure}"),
        (true, var entry) when entry > size.Value => new Finding(
            Where, 0, $"'{size.Path} {size.Rule.Name}' shrank: lower the entry from {entry} to {size.Value}"),
        _ => null,
    };
}
