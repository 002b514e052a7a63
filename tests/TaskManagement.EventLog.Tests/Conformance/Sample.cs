using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Scheduling;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>Streams, events and statements that the suites write.</summary>
internal static class Sample
{
    public const string InsertNote = "INSERT INTO notes (id, text, at) VALUES (@p0, @p1, @p2)";
    public const string SelectNotes = "SELECT text FROM notes ORDER BY id";

    private const string AddAuthor = "ALTER TABLE notes ADD COLUMN author TEXT";
    private const string DropAt = "ALTER TABLE notes DROP COLUMN at";

    private static readonly ImmutableArray<Migration> NoteMigrations =
    [
        new Migration("""
            CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL CHECK (length(text) < 50), at INTEGER) STRICT
            """, """
            CREATE TABLE notes (id uuid PRIMARY KEY, text text NOT NULL CHECK (length(text) < 50), at bigint)
            """),
        new Migration(AddAuthor, AddAuthor),
        new Migration(DropAt, DropAt) { Contracts = true },
    ];

    public static SchemaPart Notes => NotesOf(1);

    /// <summary>The notes as releases know them: the first one, one that expands, one that contracts.</summary>
    public static SchemaPart NotesOf(int release) => new("notes", NoteMigrations[..release]);

    public static StreamName NewStream() => StreamName.Of("sample", Guid.CreateVersion7());

    /// <summary>A stream that lies in this partition.</summary>
    public static StreamName StreamIn(int partition, int partitions) => Enumerable.Range(0, 10_000)
        .Select(_ => StreamName.Of("sample", Guid.NewGuid()))
        .First(stream => StreamPartition.Of(stream, partitions) == partition);

    public static IDomainEvent Event() => new NameClaimed(new UserId(Guid.CreateVersion7()));

    /// <summary>An event with personal data of a user.</summary>
    public static UserRegistered Registered(UserId user, string personal)
    {
        var value = new Personal<string>(user.Value, personal);
        return new UserRegistered(user, value, value, value, value, value, ["Member"]);
    }

    public static Append Append(StreamName stream, long expected = 0, int events = 1, CommandContext? context = null) =>
        new(context ?? TestCommands.BySystem(), [Stream(stream, expected, events)]);

    public static StreamAppend Stream(StreamName stream, long expected = 0, int events = 1, bool movesGuard = false) =>
        new(stream, expected, [.. Enumerable.Range(0, events).Select(_ => Event())], movesGuard);

    public static Statement Note(Guid id, string text, object? at = null) => new(InsertNote, id, text, at);

    public static async Task<AppendOutcome.Appended> MustAppendAsync(this IEventLog log, Append append) =>
        Assert.IsType<AppendOutcome.Appended>(await log.AppendAsync(append));

    public static async Task<string[]> NotesAsync(this TestDatabase database) =>
        [.. await database.Database.ReadAsync(new Statement(SelectNotes), row => row.GetString(0))];

    /// <summary>A log whose writer can be held, so that writes meet in one batch.</summary>
    public static async Task<(TestDatabase Database, GatedScheduler Gate)> StartGatedAsync(this ITestStore store)
    {
        var gate = new GatedScheduler();
        var database = await store.StartAsync(services =>
        {
            services.AddSingleton(Notes);
            services.AddSingleton(new StorageWriterScheduler(gate));
        });
        return (database, gate);
    }
}
