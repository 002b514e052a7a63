using System.Collections.Immutable;
using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Past;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks.Queries;

/// <summary>Answers questions over many tasks, as many at the same time as there are processors.</summary>
[GrainType("task-queries"), StatelessWorker, Reentrant]
internal sealed class TaskQueriesGrain(
    TaskQueries tasks, ListQueries lists, BoardQueries boards, PastTasks past, TrashQueries trash, BlobQueries blobs)
    : Grain, ITaskQueriesGrain
{
    public Task<Result<TaskPage>> Tasks(Caller caller, TaskQuery query) =>
        tasks.TasksAsync(caller, query, GrainFactory.GetGrain<IAccountsGrain>(0).FindHandle);

    public Task<Result<Page<TaskListSummary>>> Lists(Caller caller, PageRequest page) =>
        lists.ListsAsync(caller, page);

    public Task<Result<Page<TrashedThing>>> Trash(Caller caller, PageRequest page) => trash.TrashAsync(caller, page);

    public async Task<Result<Page<TaskItem>>> TasksAsOf(
        Caller caller, ListId list, DateTimeOffset at, PageRequest page)
    {
        var permit = await GrainFactory.GetGrain<ITaskListGrain>(list.Value)
            .Authorize(new PermitRequest(caller, ListAct.Read));
        return permit.Succeeded ? await past.ReadAsync(caller, list, at, page) : permit.Refusal;
    }

    public Task<ImmutableArray<string>> KnownBlobs(ImmutableArray<string> keys) => blobs.KnownAsync(keys);

    public async Task<Result<TaskBoard>> Board(Caller caller, ListId list)
    {
        var view = await GrainFactory.GetGrain<ITaskListGrain>(list.Value).Get(caller, null);
        return view.Succeeded ? await boards.ReadAsync(caller, view.Value) : view.Refusal;
    }
}
