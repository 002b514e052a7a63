using System.Collections.Immutable;
using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Exports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Past;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Exports;

/// <summary>
/// Reads lists for exports out of the log: all pages show one instant, whatever is written meanwhile. Leave is asked
/// for with every page, so that an export ends where its reader is taken out of the list.
/// </summary>
[GrainType("list-exports"), StatelessWorker, Reentrant]
internal sealed class ListExportsGrain(PastTasks past, TimeProvider time) : Grain, IListExportsGrain
{
    /// <summary>Few, since each may have many comments and all of a page are in memory.</summary>
    private const int PageTasks = 50;

    public async Task<Result<ListExport>> Open(Caller caller, ListId list, DateTimeOffset? asOf)
    {
        // Before the list is read: what its tasks name at that instant, it has.
        var now = time.GetUtcNow();
        var view = await GrainFactory.GetGrain<ITaskListGrain>(list.Value).Get(caller, asOf);
        return view.Succeeded ? new ListExport(asOf ?? now, view.Value) : view.Refusal;
    }

    public async Task<Result<ExportPage>> Page(Caller caller, ListId list, DateTimeOffset at, string? cursor)
    {
        var permit = await GrainFactory.GetGrain<ITaskListGrain>(list.Value)
            .Authorize(new PermitRequest(caller, ListAct.Read));
        if (!permit.Succeeded)
            return permit.Refusal;
        var page = await past.StatesAsync(caller, list, at, new PageRequest(PageTasks, cursor));
        if (!page.Succeeded)
            return page.Refusal;
        var tasks = page.Value.Items;
        var people = await UserCards.ReadAsync(GrainFactory, tasks.SelectMany(PeopleOf));
        return new ExportPage(
            [.. tasks.Select(task => Exported(task, people))], [.. people.Values], page.Value.NextCursor);
    }

    private static ExportedTask Exported(TaskState task, ImmutableDictionary<UserId, UserCard> people) =>
        new(task.ToItem(), TaskComments.Render(task, people), [.. task.Attachments]);

    private static IEnumerable<UserId> PeopleOf(TaskState task) => task.Comments
        .Select(comment => comment.AuthorId)
        .Concat(task.Attachments.Select(attachment => (UserId?)attachment.CreatorId))
        .Append(task.CreatorId)
        .Append(task.AssigneeId)
        .OfType<UserId>();
}
