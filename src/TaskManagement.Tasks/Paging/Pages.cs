using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Paging;

/// <summary>What pages of every kind have in common.</summary>
internal static class Pages
{
    /// <summary>Why this page cannot be given; <c>null</c> where it can.</summary>
    public static Refusal? Refuse(PageRequest page) => page.Limit is < 1 or > PageRequest.LimitMax
        ? Refusal.OfField("limit", $"is {page.Limit}; give 1 to {PageRequest.LimitMax}")
        : null;

    /// <summary>Makes a page of up to one row more than it holds, which tells whether another follows.</summary>
    public static Page<T> Of<T>(ImmutableArray<T> rows, int limit, Func<T, string> cursor) => rows.Length > limit
        ? new Page<T>(rows[..limit], cursor(rows[limit - 1]))
        : new Page<T>(rows, null);

    /// <summary>The version that a page begins at; <c>null</c> for a cursor of another query.</summary>
    /// <param name="first">Where the first page begins.</param>
    public static long? VersionAt(PageCursors cursors, string query, string? cursor, long first)
    {
        if (cursor is null)
            return first;
        return cursors.Read(query, cursor) is [var version] ? long.Parse(version, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The cursor of a version.</summary>
    public static string CursorOf(PageCursors cursors, string query, long version) =>
        cursors.Write(query, version.ToString(CultureInfo.InvariantCulture));
}
