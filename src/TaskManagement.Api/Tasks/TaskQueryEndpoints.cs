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

/// <summary>Finds tasks: filter, search, sort, page.</summary>
internal static class TaskQueryEndpoints
{
    private const string SortDefault = "position";
    private const string NotArchived = "false";

    private static readonly ImmutableArray<string> Sorts =
    [
        .. new[] { SortDefault, "createdAt", "updatedAt", "dueDate", "priority", "title" }
            .SelectMany(key => new[] { key, "-" + key }),
    ];

    private static readonly ImmutableArray<string> ArchivedChoices = ["true", NotArchived, "any"];

    private static readonly ImmutableArray<QueryParameter> Filters =
    [
        new("sectionId", "Tasks of this section.") { Format = "uuid" },
        new("status", "Tasks in this state.") { Values = JsonShapes.ChoicesOf(typeof(WorkStatus)) },
        new("assigneeId", "Tasks of this user, or of the caller with me."),
        new("dueFrom", "Due at or after this instant (or day, UTC).") { Format = "date-time" },
        new("dueTo", "Due before this instant (or day, UTC).") { Format = "date-time" },
        new("archived", "Archived tasks, the others (the default), or both.") { Values = ArchivedChoices },
        new("text", "Words that title or description hold, in any case."),
        new("sort", "The order; a leading - turns it round.") { Values = Sorts },
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/tasks", All, new RouteDescription("The tasks that the caller may see")
        {
            Remarks = "Every condition that is given holds. Pages are stable under concurrent writes.",
            Query = [new("listId", "Tasks of this list.") { Format = "uuid" }, .. Filters, .. PageParameters.All],
            Answer = typeof(Page<TaskItem>),
        }).RequireAuthorization(Policies.User);
        api.MapRead("/lists/{id}/tasks", OfList, new RouteDescription("The tasks of a list")
        {
            Remarks = "As /tasks with listId.",
            Query = [.. Filters, .. PageParameters.All],
            Answer = typeof(Page<TaskItem>),
        }).RequireAuthorization(Policies.User);
    }

    private static Task<Answer> All(ApiRequest request) => AnswerAsync(request, request.Query.Id<ListId>("listId"));

    private static async Task<Answer> OfList(ApiRequest request)
    {
        // A list that the caller may not see is a 404, not an empty page.
        await request.AskAsync(ListEndpoints.GrainOf(request).Get(request.Caller));
        return await AnswerAsync(request, ListEndpoints.IdOf(request));
    }

    private static async Task<Answer> AnswerAsync(ApiRequest request, ListId? list)
    {
        var query = request.Query;
        var (from, to) = (query.Instant("dueFrom"), query.Instant("dueTo"));
        if (from > to)
            throw new ProblemException(ApiProblems.Invalid("dueTo", "is to be no earlier than dueFrom"));
        var archived = query.Choice("archived", ArchivedChoices, NotArchived);
        var wanted = new TaskQuery(
            list,
            query.Id<SectionId>("sectionId"),
            query.Choice<WorkStatus>("status"),
            query.UserOrMe("assigneeId", request.Caller.UserId),
            from,
            to,
            bool.TryParse(archived, out var isArchived) ? isArchived : null,
            query.Text("text"),
            query.Choice("sort", Sorts, SortDefault),
            query.Page());
        return Answer.Ok(await request.AskAsync(
            request.Grains.GetGrain<ITaskQueriesGrain>(0).Tasks(request.Caller, wanted)));
    }
}
