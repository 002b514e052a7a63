using System.Text.RegularExpressions;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>
/// What no text file of the repository may hold: it speaks of the project alone, and is the same everywhere.
/// </summary>
internal static partial class TextRules
{
    /// <summary>
    /// Hosts that texts may name: loopback, names reserved for examples, and where the sources of a rule stand.
    /// </summary>
    private static readonly string[] KnownHosts =
    [
        "localhost", "127.0.0.1", "example.com", "example.org", "example.net", "example",
        "www.rfc-editor.org", "datatracker.ietf.org", "www.w3.org", "json-schema.org", "spec.openapis.org",
        "schemas.microsoft.com", "learn.microsoft.com", "dot.net", "api.nuget.org", "www.nuget.org",
        "opensource.org", "sqlite.org", "www.postgresql.org", "trello.com", "api.trello.com", "github.com",
    ];

    /// <summary>Paths, hosts and addresses of some machine, and numbers of some tracker.</summary>
    public static IEnumerable<Finding> Foreign(string path, string text) =>
        Lines(text).SelectMany(line => ForeignIn(line.Text).Select(message => new Finding(path, line.Number, message)));

    private static IEnumerable<string> ForeignIn(string line)
    {
        foreach (Match match in MachinePath().Matches(line))
            yield return $"'{match.Value}' is a path of one machine; make it relative or a setting";
        foreach (Match match in Url().Matches(line))
        {
            var host = match.Groups["host"].Value.TrimEnd('.');
            if (!KnownHosts.Contains(host)
                && !KnownHosts.Any(known => host.EndsWith('.' + known, StringComparison.Ordinal)))
                yield return $"the host '{host}' is not among those that texts may name; use example.com";
        }

        foreach (Match match in Address().Matches(line))
        {
            if (!IsReserved(match.Value) && !PackageVersion().IsMatch(line))
                yield return $"'{match.Value}' is a machine's address; use 127.0.0.1, or 192.0.2.x in an example";
        }

        foreach (Match match in TrackerNumber().Matches(line))
            yield return $"'{match.Value}' means nothing to who has only the repository; say what it is about";
    }

    private static bool IsReserved(string address) =>
        address is "127.0.0.1" or "0.0.0.0" or "255.255.255.255"
            || address.StartsWith("192.0.2.", StringComparison.Ordinal)
        || address.StartsWith("198.51.100.", StringComparison.Ordinal)
        || address.StartsWith("203.0.113.", StringComparison.Ordinal);

    private static IEnumerable<(string Text, int Number)> Lines(string text) =>
        text.Split('\n').Select((line, index) => (line, index + 1));

    [GeneratedRegex(@"(?<![\w.~}$)\]-])(/(home|Users|work|root|tmp|mnt|private)/[\w.-]+|[A-Z]:\\\\?(Users|src)\b)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\bhttps?://(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)")]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![\w.])(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w.]|\.\d)")]
    private static partial Regex Address();

    /// <summary>What a lock file says of a package, whose version may have four numbers too.</summary>
    [GeneratedRegex(@"^\s*""(requested|resolved|[\w.]+)"": ""[\[(]?\d+(\.\d+){3}(, [\d.]*[\])])?"",?\s*$")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"\b([Ii]ssue|[Tt]icket|PR) #?\d+")]
    private static partial Regex TrackerNumber();
}
