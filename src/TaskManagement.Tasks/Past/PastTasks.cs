using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Past;

/// <summary>
/// The tasks of a list at an instant of the past: which they were is one indexed query, and how each stood is folded
/// from its stream. They are shown to whoever may see them now.
/// </summary>
internal sealed class PastTasks(IDatabase database, IEventLog log, TimeProvider time, PageCursors cursors)
{
    private const string SpansSql = """
        SELECT s.task_id
        FROM task_list_spans s
        WHERE s.list_id = @p0 AND s.task_id > @p1 AND s.from_at <= @p2 AND (s.until_at IS NULL OR s.until_at > @p2)
            AND (EXISTS (
                    SELECT 1 FROM tasks t JOIN list_members m ON m.list_id = t.list_id
                    WHERE t.task_id = s.task_id AND m.user_id = @p3)
                OR EXISTS (
                    SELECT 1 FROM task_trash t JOIN list_members m ON m.list_id = t.list_id
                    WHERE t.task_id = s.task_id AND m.user_id = @p3))
        ORDER BY s.task_id
        LIMIT @p4
        """;

    /// <summary>See <see cref="ITaskQueriesGrain.TasksAsOf"/>. Leave to read the list is asked for before.</summary>
    public async Task<Result<Page<TaskItem>>> ReadAsync(
        Caller caller, ListId list, DateTimeOffset at, PageRequest page)
    {
        if (at > time.GetUtcNow())
            return Refusal.OfField("asOf", "lies in the future; give an instant that has passed");
        var states = await StatesAsync(caller, list, at, page);
        return states.Succeeded
            ? new Page<TaskItem>([.. states.Value.Items.Select(task => task.ToItem())], states.Value.NextCursor)
            : states.Refusal;
    }

    /// <summary>How the tasks of a page stood, by creation; without those whose content is gone for good.</summary>
    public async Task<Result<Page<TaskState>>> StatesAsync(
        Caller caller, ListId list, DateTimeOffset at, PageRequest page)
    {
        if (Pages.Refuse(page) is { } refusal)
            return refusal;
        var query = $"past/{list}/{at.UtcTicks}";
        var after = Guid.Empty;
        if (page.Cursor is { } cursor)
        {
            if (cursors.Read(query, cursor) is not [var last])
                return Refusals.CursorInvalid;
            after = Guid.Parse(last);
        }

        var found = await database.ReadAsync(
            new Statement(SpansSql, list.Value, after, at, caller.UserId.Value, page.Limit + 1),
            row => new TaskId(row.Uuid(0)));
        var shown = Pages.Of(found, page.Limit, last => cursors.Write(query, last.ToString()));
        var states = await Task.WhenAll(shown.Items.Select(task => StateAsync(task, at)));
        return new Page<TaskState>([.. states.OfType<TaskState>()], shown.NextCursor);
    }

    /// <summary>How a task stood; <c>null</c> where its content has been removed for good.</summary>
    private async Task<TaskState?> StateAsync(TaskId task, DateTimeOffset at)
    {
        TaskState? state = null;
        foreach (var recorded in await log.ReadStreamAsync(StreamNames.Of(task), 0, ReadUntil.RecordedAt(at)))
        {
            if (recorded.Event is Purged)
                return null;
            state = TaskEvolution.Evolve(state, (TaskEvent)recorded.Event, EventMetadata.Of(recorded));
        }

        return state;
    }
}
