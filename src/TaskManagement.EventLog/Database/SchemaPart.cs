using System.Collections.Immutable;

namespace TaskManagement.EventLog.Database;

/// <summary>
/// The tables of one owner (the log, a context). Its migrations run once each, in order, under a lock at start;
/// they only ever go forward.
/// </summary>
/// <param name="Name">The owner; frozen.</param>
/// <param name="Migrations">Migration n leads to version n + 1; released ones are frozen.</param>
public sealed record SchemaPart(string Name, ImmutableArray<Migration> Migrations);

/// <summary>One step of a schema, in each database's own words.</summary>
public sealed record Migration(string Sqlite);
