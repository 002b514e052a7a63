using System.Collections.Immutable;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>Finds tasks: filter, search, sort, page, board.</summary>
internal static class TaskQueryEndpoints
{
    private const string SortDefault = "position";
    private const string NotArchived = "false";
    private const string None = "none";
    private const int SortLengthMax = 600;
    private const int TimeZoneLengthMax = 100;

    private static readonly ImmutableArray<string> ArchivedChoices = ["true", NotArchived, "any"];

    private static readonly ImmutableArray<QueryParameter> Filters =
    [
        new("sectionId", "Tasks of this section, or of no section with none."),
        new("status", "Tasks in this state.") { Values = JsonShapes.ChoicesOf(typeof(WorkStatus)) },
        new("assigneeId", "Tasks of this user, or of the caller with me."),
        new("parentId", "Subtasks of this task.") { Format = "uuid" },
        new("dueFrom", "Due at or after this instant (or day, UTC).") { Format = "date-time" },
        new("dueTo", "Due before this instant (or day, UTC).") { Format = "date-time" },
        new("archived", "Archived tasks, the others (the default), or both.") { Values = ArchivedChoices },
        new("text", "Beginnings of words that title, description or comments hold, in any case."),
        new("filter", "A filter such as status:todo assignee:me due<=today+7d; see docs/filters.md."),
        new("filterId", "A filter that the caller keeps; its order and zone hold where none are given.")
        {
            Format = "uuid",
        },
        new("timeZone", "The IANA zone whose days the filter means; UTC where it is absent."),
        new("sort", "Keys such as -priority,dueDate; a leading - turns one round."),
        new("count", "Whether all tasks that fit are counted, up to 10,000.") { Values = QueryReader.Truths },
        new("highlight", "Whether the answer shows where it found the text.") { Values = QueryReader.Truths },
        new("fields", "The fields of a task that are wanted, such as id,title,status; all where it is absent."),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/tasks", All, new RouteDescription("The tasks that the caller may see")
        {
            Remarks = "Every condition that is given holds. Pages are stable under concurrent writes.",
            Query = [new("listId", "Tasks of this list.") { Format = "uuid" }, .. Filters, .. PageParameters.All],
            Answer = typeof(TaskPage),
        }).RequireAuthorization(Policies.User);
        api.MapRead("/lists/{id}/tasks", OfList, new RouteDescription("The tasks of a list")
        {
            Remarks = "As /tasks with listId; or with asOf all that were in it then, by creation.",
            Query =
            [
                new("asOf", "As the list stood at this instant; goes with limit and cursor only.")
                {
                    Format = "date-time",
                },
                .. Filters,
                .. PageParameters.All,
            ],
            Answer = typeof(TaskPage),
        }).RequireAuthorization(Policies.User);
        api.MapRead("/lists/{id}/board", Board, new RouteDescription("A list with its tasks, column by column")
        {
            Remarks = "A column that is cut goes on with the list's tasks of its section, from its nextCursor.",
            Answer = typeof(TaskBoard),
        }).RequireAuthorization(Policies.User);
    }

    private static Task<Answer> All(ApiRequest request) => AnswerAsync(request, request.Query.Id<ListId>("listId"));

    private static async Task<Answer> OfList(ApiRequest request)
    {
        if (request.Query.Instant("asOf") is { } at)
            return await AsOfAsync(request, at);

        // A list that the caller may not see is a 404, not an empty page.
        await request.AskAsync(ListEndpoints.GrainOf(request).Get(request.Caller, null));
        return await AnswerAsync(request, ListEndpoints.IdOf(request));
    }

    private static async Task<Answer> AsOfAsync(ApiRequest request, DateTimeOffset at)
    {
        foreach (var filter in Filters)
        {
            if (request.Query.Raw(filter.Name) is not null)
                throw new ProblemException(ApiProblems.Invalid(filter.Name, "cannot be given together with asOf"));
        }

        return Answer.Ok(await request.AskAsync(Queries(request).TasksAsOf(
            request.Caller, ListEndpoints.IdOf(request), at, request.Query.Page())));
    }

    private static async Task<Answer> Board(ApiRequest request) => Answer.Ok(await request.AskAsync(
        Queries(request).Board(request.Caller, ListEndpoints.IdOf(request))));

    private static async Task<Answer> AnswerAsync(ApiRequest request, ListId? list)
    {
        var fields = TaskFieldChoice.Read(request.Query.Raw("fields"));
        var query = await WithSavedAsync(request, Read(request, list));
        var page = await request.AskAsync(Queries(request).Tasks(request.Caller, query));
        return Answer.Ok(fields is null ? page : fields.Trim(page));
    }

    /// <summary>The query with the filter that the caller keeps under the given id.</summary>
    private static async Task<TaskQuery> WithSavedAsync(ApiRequest request, TaskQuery query)
    {
        if (request.Query.Id<FilterId>("filterId") is not { } id)
            return query;
        if (query.Filter is not null)
            throw QueryReader.Invalid("filterId", "cannot be given together with filter; give one of them");
        var saved = await request.AskAsync(SavedFilterEndpoints.GrainOf(request).Get(id));
        return query with
        {
            Filter = saved.Filter,
            Sort = request.Query.Raw("sort") is null ? saved.Sort ?? query.Sort : query.Sort,
            TimeZone = query.TimeZone ?? saved.TimeZone,
        };
    }

    private static TaskQuery Read(ApiRequest request, ListId? list)
    {
        var query = request.Query;
        var (from, to) = (query.Instant("dueFrom"), query.Instant("dueTo"));
        if (from > to)
            throw new ProblemException(ApiProblems.Invalid("dueTo", "is to be no earlier than dueFrom"));
        var inNoSection = query.Raw("sectionId") == None;
        var archived = query.Choice("archived", ArchivedChoices, NotArchived);
        return new TaskQuery(
            list,
            inNoSection ? null : query.Id<SectionId>("sectionId"),
            query.Choice<WorkStatus>("status"),
            query.UserOrMe("assigneeId", request.Caller.UserId),
            from,
            to,
            bool.TryParse(archived, out var isArchived) ? isArchived : null,
            query.Text("text"),
            query.Text("sort", SortLengthMax) ?? SortDefault,
            query.Page(),
            query.Text("filter", TaskBounds.FilterLengthMax),
            query.Text("timeZone", TimeZoneLengthMax),
            ArchivedIsDefault: query.Raw("archived") is null,
            inNoSection,
            query.Truth("count"),
            query.Truth("highlight"),
            query.Id<TaskId>("parentId"));
    }

    private static ITaskQueriesGrain Queries(ApiRequest request) => request.Grains.GetGrain<ITaskQueriesGrain>(0);
}
