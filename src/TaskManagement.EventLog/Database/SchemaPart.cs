using System.Collections.Immutable;

namespace TaskManagement.EventLog.Database;

/// <summary>
/// The tables of one owner (the log, a context). Its migrations run once each, in order, under a lock at start;
/// they only ever go forward.
/// </summary>
/// <param name="Name">The owner; frozen.</param>
/// <param name="Migrations">Migration n leads to version n + 1; released ones are frozen.</param>
public sealed record SchemaPart(string Name, ImmutableArray<Migration> Migrations);

/// <summary>
/// One step of a schema, in each database's own words. A step expands: builds that do not know it go on beside it, so
/// that new columns may be empty or have defaults. What is no longer used goes away in a later step, which contracts.
/// </summary>
/// <param name="Sqlite">
/// Ids are TEXT (lower case), instants INTEGER (microseconds since 1970 UTC), flags INTEGER.
/// </param>
/// <param name="PostgreSql">
/// Ids are uuid, instants bigint (microseconds since 1970 UTC), flags boolean; text that is ordered by is
/// <c>COLLATE "C"</c>, so that both databases order alike.
/// </param>
public sealed record Migration(string Sqlite, string PostgreSql)
{
    /// <summary>Whether builds that do not know this step cannot work with what it leaves; they refuse it.</summary>
    public bool Contracts { get; init; }
}
