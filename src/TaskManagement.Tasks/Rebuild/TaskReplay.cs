using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// A task, over again. Most of its rows follow from how it stands; which lists it was in, and what was ever attached,
/// follows from each append, as it was written then.
/// </summary>
internal sealed class TaskReplay : IStreamReplay
{
    /// <summary>A span with its end.</summary>
    public const string InsertSpanSql = """
        INSERT INTO task_list_spans (list_id, task_id, version, from_at, until_at) VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    private readonly List<(ListId List, long Version, DateTimeOffset From, DateTimeOffset? Until)> _spans = [];
    private readonly Dictionary<object, Statement> _attachments = [];
    private TaskState? _appended;
    private TaskState? _task;
    private Guid _command;

    public void Add(RecordedEvent recorded)
    {
        if (recorded.Stored.CommandId != _command)
            EndAppend();
        _command = recorded.Stored.CommandId;
        _task = TaskEvolution.Evolve(_task, (TaskEvent)recorded.Event, EventMetadata.Of(recorded));
    }

    public ImmutableArray<Statement> Rows()
    {
        EndAppend();
        if (_task is not { } task)
            return [];
        return
        [
            .. TaskRows.Of(task).Where(row => row.Sql != AttachmentRows.InsertSql),
            .. _attachments.Values,
            .. _spans.Select(span => new Statement(
                InsertSpanSql, span.List.Value, task.Id.Value, span.Version, span.From, span.Until)),
        ];
    }

    private void EndAppend()
    {
        if (_task is not { } task || ReferenceEquals(task, _appended))
            return;
        foreach (var attachment in task.Deleted ? [] : AttachmentRows.Of(_appended, task))
            _attachments.TryAdd(attachment.Values[0]!, attachment);
        if (ListChange.Of(_appended, task) is { } change)
            Add(change);
        _appended = task;
    }

    private void Add(ListChange change)
    {
        if (change.Left is not null)
            _spans[^1] = _spans[^1] with { Until = change.At };
        if (change.Entered is { } list)
            _spans.Add((list, change.Version, change.At, null));
    }
}
