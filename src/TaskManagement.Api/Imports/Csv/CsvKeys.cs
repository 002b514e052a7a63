using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>
/// Keys for what has none in the file: made from its content, and of equal ones from their number. A line that was
/// changed is another one; that lines were added or put in another order makes no difference.
/// </summary>
internal sealed class CsvKeys
{
    private readonly Dictionary<Guid, int> _seen = [];

    /// <summary>The key of the next thing with this content.</summary>
    public string Next(params ReadOnlySpan<string> content)
    {
        var key = DerivedId.FromParts(content);
        var number = _seen[key] = _seen.GetValueOrDefault(key) + 1;
        return number == 1 ? key.ToString() : $"{key}-{number}";
    }
}
