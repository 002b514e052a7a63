using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>
/// People as an export names them: <c>Ann (12345)</c>. The name is no handle, so nobody is found by it; where it is an
/// address, its account is.
/// </summary>
internal sealed partial class TodoistPeople
{
    private readonly Dictionary<string, DocumentPerson> _people = new(StringComparer.Ordinal);

    /// <summary>Everyone who has a task.</summary>
    public ImmutableArray<DocumentPerson> All => [.. _people.Values.Take(ImportBounds.PeopleMax)];

    /// <summary>Name and id of someone; the id is empty where there is none.</summary>
    public static (string Name, string Id) Read(string text)
    {
        var match = NameAndId().Match(text);
        return match.Success ? (match.Groups["name"].Value, match.Groups["id"].Value) : (text, "");
    }

    /// <summary>The key of whoever has a task; empty for nobody.</summary>
    public ImmutableArray<string> KeysOf(string responsible)
    {
        if (responsible.Length == 0)
            return [];
        var (name, id) = Read(responsible);
        var key = id.Length > 0 ? id : name;
        _people.TryAdd(key, new DocumentPerson(
            key, name, Email: name.Contains('@', StringComparison.Ordinal) ? name : null));
        return [key];
    }

    [GeneratedRegex(@"\A(?<name>.*?) ?\((?<id>\d{1,40})\)\z")]
    private static partial Regex NameAndId();
}
