using System.Buffers.Text;
using System.Text.Json;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Tasks.Paging;

/// <summary>
/// Writes places in an ordered set as opaque cursors. A seal binds each to its query, so that one which a client has
/// changed, or brings from another query, is told from what this server gave.
/// </summary>
internal sealed class PageCursors(IMasterKey key)
{
    private const string Purpose = "page-cursor";

    /// <summary>The cursor of a place.</summary>
    /// <param name="query">What is paged, and in which order.</param>
    /// <param name="place">The sort key of the last row of the page.</param>
    public string Write(string query, params string[] place) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([.. place, Seal(query, place)]));

    /// <summary>The place of a cursor; <c>null</c> where this server did not give it for this query.</summary>
    public string[]? Read(string query, string cursor)
    {
        if (cursor.Length > PageRequest.CursorLengthMax || !Base64Url.IsValid(cursor))
            return null;
        return Parse(cursor) is [.. var place, var seal] && seal == Seal(query, place) ? place : null;
    }

    private static string[]? Parse(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Seal(string query, string[] place) =>
        key.Pseudonym(Purpose, JsonSerializer.Serialize<string[]>([query, .. place]));
}
