using System.Buffers.Binary;
using System.Collections.Immutable;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>
/// The rows by which a task is found when something is to be said of it: at most two, and none once all has been said.
/// So what is long overdue costs nothing.
/// </summary>
internal static class SignalRows
{
    /// <summary>Whose lead time says when: the row's instant is the due date.</summary>
    public const string DueSoonKind = "due_soon";

    /// <summary>The row's instant is the time.</summary>
    public const string TimedKind = "timed";

    private const string DeleteSql = "DELETE FROM task_signals WHERE task_id = @p0";

    /// <summary>Writes a row.</summary>
    public const string UpsertSql = """
        INSERT INTO task_signals (task_id, kind, at, user_id, share) VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT (task_id, kind) DO UPDATE SET at = excluded.at, user_id = excluded.user_id
        """;

    /// <summary>What an append that leads from one state to the other writes; for most acts nothing.</summary>
    public static ImmutableArray<Statement> Of(TaskState? before, TaskState after)
    {
        var (old, rows) = (before is null ? [] : Rows(before), Rows(after));
        if (old.SequenceEqual(rows))
            return [];
        var made = rows.Select(row => new Statement(
            UpsertSql, after.Id.Value, row.Kind, row.At, row.UserId, ShareOf(after.Id.Value)));
        return old.IsEmpty ? [.. made] : [new Statement(DeleteSql, after.Id.Value), .. made];
    }

    private static ImmutableArray<(string Kind, DateTimeOffset At, Guid UserId)> Rows(TaskState task)
    {
        var user = (task.AssigneeId ?? task.CreatorId).Value;
        var rows = ImmutableArray.CreateBuilder<(string, DateTimeOffset, Guid)>();
        if (TaskSignals.DueSoon(task) is { } due)
            rows.Add((DueSoonKind, due, user));
        if (TaskSignals.NextTimed(task) is { } next)
            rows.Add((TimedKind, next, user));
        return rows.ToImmutable();
    }

    /// <summary>Spreads tasks over the grains that look for them.</summary>
    private static int ShareOf(Guid task)
    {
        Span<byte> bytes = stackalloc byte[16];
        task.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
    }
}
