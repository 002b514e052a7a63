using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Queries;

/// <summary>Answers questions over many tasks, as many at the same time as there are processors.</summary>
[GrainType("task-queries"), StatelessWorker, Reentrant]
internal sealed class TaskQueriesGrain(TaskQueries tasks, ListQueries lists, BoardQueries boards)
    : Grain, ITaskQueriesGrain
{
    public Task<Result<TaskPage>> Tasks(Caller caller, TaskQuery query) =>
        tasks.TasksAsync(caller, query, GrainFactory.GetGrain<IAccountsGrain>(0).FindHandle);

    public Task<Result<Page<TaskListSummary>>> Lists(Caller caller, PageRequest page) =>
        lists.ListsAsync(caller, page);

    public async Task<Result<TaskBoard>> Board(Caller caller, ListId list)
    {
        var view = await GrainFactory.GetGrain<ITaskListGrain>(list.Value).Get(caller);
        return view.Succeeded ? await boards.ReadAsync(caller, view.Value) : view.Refusal;
    }
}
