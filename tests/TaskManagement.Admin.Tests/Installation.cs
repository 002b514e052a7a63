using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.Admin.Tests;

/// <summary>A data folder with rows in every table of the release, and nobody at work on it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>Streams of one that is made without a word about them.</summary>
    public const int StreamsDefault = 20;

    private const int RowsPerTable = 3;

    private const string SelectColumns = """
        SELECT type, "notnull" FROM pragma_table_info(@p0) ORDER BY cid
        """;

    private const string SetCheckpoints = """
        INSERT INTO checkpoints (consumer, partition, sequence)
        SELECT k.consumer, p.partition, p.head FROM partitions p
        CROSS JOIN (SELECT 'first' AS consumer UNION ALL SELECT 'second') k
        """;

    private const string BuryEvents = """
        INSERT INTO dead_letters (consumer, partition, sequence, stream, error, attempts, first_at, last_at, state)
        SELECT 'first', partition, sequence, stream, 'failed', 3, at, at, 'dead' FROM events WHERE version = 2
        """;

    private const string SelectDeadEvents = """
        SELECT e.stream || ':' || e.version || ':' || d.error FROM dead_letters d
        JOIN events e ON e.partition = d.partition AND e.sequence = d.sequence AND e.stream = d.stream
        ORDER BY e.stream, e.version
        """;

    // They have rows of their own making.
    private static readonly string[] OfTheLog =
    [
        "partitions", "streams", "events", "commands", "subject_keys", "master_key_check", "checkpoints",
        "dead_letters",
    ];

    private readonly TestDatabase _database;

    private Installation(TestDatabase database) => _database = database;

    /// <summary>The data folder.</summary>
    public string Folder => _database.Folder;

    /// <summary>Its master key.</summary>
    public string MasterKey => File.ReadAllText(Path.Combine(Folder, "keys", "master.key")).Trim();

    /// <summary>As the command line has it.</summary>
    public string Address => $"sqlite:{Folder}";

    /// <summary>Makes one.</summary>
    public static async Task<Installation> CreateAsync(int streams = StreamsDefault, int partitions = 4)
    {
        var database = await OpenAsync(
            new("Storage:Provider", "Sqlite"), new("Storage:Partitions", $"{partitions}"));
        for (var stream = 0; stream < streams; stream++)
            await AppendAsync(database.Log, stream, events: (stream % 3) + 1);
        await database.SubjectKeys.FindAsync(Guid.NewGuid(), create: true);
        foreach (var table in ReleaseSchema.Tables.Where(table => !OfTheLog.Contains(table.Name)))
            await FillAsync(database.Database, table);
        await database.Database.WriteAsync([new Statement(SetCheckpoints), new Statement(BuryEvents)]);
        await database.StopAsync();
        return new Installation(database);
    }

    /// <summary>Opens a database with all tables of the release, as a server does.</summary>
    public static Task<TestDatabase> OpenAsync(params KeyValuePair<string, string?>[] settings) =>
        TestDatabase.StartAsync(
            services =>
            {
                foreach (var part in ReleaseSchema.Parts.Where(part => part.Name != "event_log"))
                    services.AddSingleton(part);
            },
            settings);

    /// <summary>Opens this one again.</summary>
    public async Task<TestDatabase> StartAsync()
    {
        await _database.RestartAsync();
        return _database;
    }

    /// <summary>Changes it behind the log's back.</summary>
    public async Task AlterAsync(string sql)
    {
        await using var store = SqliteStore.OpenTarget(Folder);
        await store.ChangeSchemaAsync(schema => schema.Run(new Migration(sql, sql)));
    }

    /// <summary>Puts a file where attachments lie.</summary>
    /// <param name="files">Their folder in the data folder.</param>
    /// <returns>Its path.</returns>
    public string Attach(string files, string name, string content)
    {
        var file = Path.Combine(Folder, files, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    /// <summary>The name of a sample stream.</summary>
    public static StreamName Stream(int number) =>
        StreamName.Of("sample", DerivedId.FromParts("installation", $"{number}"));

    /// <summary>Streams and versions of the events that dead letters are about.</summary>
    public static async Task<string[]> DeadEventsAsync(TestDatabase database) =>
        [.. await database.Database.ReadAsync(new Statement(SelectDeadEvents), row => row.GetString(0))];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task AppendAsync(IEventLog log, int stream, int events)
    {
        for (var version = 0; version < events; version++)
        {
            await log.AppendAsync(new Append(TestCommands.BySystem(),
                [new StreamAppend(Stream(stream), version, [new NameClaimed(new UserId(Guid.NewGuid()))])]));
        }
    }

    /// <summary>
    /// Text that is an id fits columns of text and of ids alike; 1 is a number and a flag. Attributes are JSON.
    /// </summary>
    private static async Task FillAsync(IDatabase database, Table table)
    {
        var types = await database.ReadAsync(
            new Statement(SelectColumns, table.Name), row => (Type: row.GetString(0), Required: row.GetBoolean(1)));
        var insert = TableStatements.Insert(table);
        for (var number = 0; number < RowsPerTable; number++)
        {
            await database.WriteAsync([insert([.. types.Select(object? (column, index) => column.Type switch
            {
                _ when number == 0 && !column.Required => null,
                _ when table.Columns[index] == "attributes" => """{"a":1}""",
                "TEXT" => Guid.NewGuid().ToString("D"),
                "INTEGER" => 1L,
                "REAL" => 0.5,
                _ => new byte[] { 1, 2, 3 },
            })])]);
        }
    }
}
