using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Queries.Search;
using TaskManagement.Tasks.Queries.Sorting;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Queries;

/// <summary>Finds tasks in the read model.</summary>
internal sealed class TaskQueries(IDatabase database, PageCursors cursors, TaskQuestions questions)
{
    private const string SelectCommentsStart =
        "SELECT d.task_id, d.comments_text FROM task_documents d WHERE d.task_id IN (";
    private const string SelectCommentsEnd = ")";

    /// <summary>See <see cref="ITaskQueriesGrain.Tasks"/>.</summary>
    /// <param name="findHandle">Who has a handle.</param>
    public async Task<Result<TaskPage>> TasksAsync(
        Caller caller, TaskQuery query, Func<string, Task<UserId?>> findHandle)
    {
        var errors = new FieldErrors();
        var question = await questions.ReadAsync(errors, caller, query, findHandle);
        var order = TaskOrder.Read(errors, query.Sort, question.Phrases.IsEmpty || question.Scope.ListKeys.IsEmpty
            ? null
            : RelevanceSort.Keys(question.Scope.ListKeys, question.Phrases));
        if ((errors.ToRefusal() ?? Pages.Refuse(query.Page)) is { } refusal)
            return refusal;
        var name = $"tasks/{query.Sort}";
        var place = query.Page.Cursor is { } cursor ? cursors.Read(name, cursor) : [];
        if (place is null || (place.Length > 0 && !order.Fits(place)))
            return Refusals.CursorInvalid;
        var rows = await database.ReadAsync(
            TaskQueryStatement.Page(database.Kind, query, question, order, place),
            row => (Item: TaskItemRow.Read(row), Place: order.PlaceOf(row, TaskItemRow.Count)));
        var page = Pages.Of(rows, query.Page.Limit, last => cursors.Write(name, [.. last.Place]));
        ImmutableArray<TaskItem> items = [.. page.Items.Select(row => row.Item)];
        return new TaskPage(items, page.NextCursor)
        {
            Total = query.Count ? await CountAsync(query, question) : null,
            Highlights = query.Highlight ? await HighlightsAsync(items, question.Phrases) : default,
        };
    }

    private async Task<TaskCount> CountAsync(TaskQuery query, TaskQuestion question)
    {
        var rows = await database.ReadAsync(
            TaskQueryStatement.Count(database.Kind, query, question), row => row.GetInt64(0));
        var count = (int)rows[0];
        return new TaskCount(Math.Min(count, TaskBounds.CountMax), count <= TaskBounds.CountMax);
    }

    private async Task<ImmutableArray<TaskHighlight>> HighlightsAsync(
        ImmutableArray<TaskItem> items, ImmutableArray<SearchPhrase> phrases)
    {
        if (items.IsEmpty || phrases.IsEmpty)
            return [];
        var comments = await CommentsAsync(items);
        var highlights = new SearchHighlights(phrases);
        return
        [
            .. items.Select(item => new TaskHighlight(
                item.Id,
                highlights.Mark(item.Title),
                highlights.Excerpt(item.Description)
                    ?? (comments.TryGetValue(item.Id, out var text) ? highlights.Excerpt(text) : null))),
        ];
    }

    private async Task<Dictionary<TaskId, string>> CommentsAsync(ImmutableArray<TaskItem> items)
    {
        var sql = new SqlText(database.Kind).Add(SelectCommentsStart);
        for (var i = 0; i < items.Length; i++)
            sql.Add(i == 0 ? "" : ", ", items[i].Id.Value);
        var rows = await database.ReadAsync(
            sql.Add(SelectCommentsEnd).Build(), row => (Id: new TaskId(row.Uuid(0)), Text: row.GetString(1)));
        return rows.ToDictionary(row => row.Id, row => row.Text);
    }
}
