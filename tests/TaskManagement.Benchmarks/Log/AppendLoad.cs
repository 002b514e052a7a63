using System.Collections.Immutable;
using System.Diagnostics;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.Benchmarks.Log;

/// <summary>What callers append: a new task with its row of a view that has the indexes of a board.</summary>
internal static class AppendLoad
{
    public const int Callers = 64;

    public const string InsertRow = """
        INSERT INTO bench_tasks (id, list_id, title, status, created_at) VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    private static readonly ListId List = new(Guid.CreateVersion7());
    private static readonly UserId Creator = new(Guid.CreateVersion7());

    public static SchemaPart View { get; } = new("bench", [new Migration(
        """
        CREATE TABLE bench_tasks (
            id TEXT PRIMARY KEY,
            list_id TEXT NOT NULL,
            title TEXT NOT NULL,
            status INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX bench_tasks_by_list ON bench_tasks (list_id, status, created_at);
        """,
        """
        CREATE TABLE bench_tasks (
            id uuid PRIMARY KEY,
            list_id uuid NOT NULL,
            title text NOT NULL,
            status integer NOT NULL,
            created_at bigint NOT NULL
        );
        CREATE INDEX bench_tasks_by_list ON bench_tasks (list_id, status, created_at);
        """)]);

    public static Append NewTask(int events = 1)
    {
        var task = new TaskId(Guid.CreateVersion7());
        var stream = StreamName.Of("task", task.Value);
        var context = TestCommands.By(Creator);
        return new Append(context, [new StreamAppend(stream, 0, [.. Enumerable.Repeat(Created(task), events)])])
        {
            View = [new Statement(InsertRow, task.Value, List.Value, "Water the plants", 0, Statement.RecordedAt)],
        };
    }

    /// <summary>Appends a second, as many callers at a time as are allowed.</summary>
    public static async Task<double> MeasureAsync(Func<Append, Task> append, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            for (; clock.Elapsed < duration; count++)
                await append(NewTask());
            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    public static async Task MustAppendAsync(IEventLog log, Append append)
    {
        if (await log.AppendAsync(append) is not AppendOutcome.Appended)
            throw new InvalidOperationException("The log did not take an append that nothing stood in the way of.");
    }

    private static TaskCreated Created(TaskId task) => new TaskCreated(
        task, List, null, "Water the plants", "All of them, also those on the balcony.", WorkStatus.Todo, 2, null, null,
        null, null, Creator, ImmutableArray<LabelId>.Empty, null, "a0", false, DateTimeOffset.UnixEpoch, null);
}
