using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Queries;

/// <summary>Answers questions over many tasks, as many at the same time as there are processors.</summary>
[GrainType("task-queries"), StatelessWorker]
internal sealed class TaskQueriesGrain(TaskQueries queries) : Grain, ITaskQueriesGrain
{
    public Task<Result<Page<TaskItem>>> Tasks(Caller caller, TaskQuery query) => queries.TasksAsync(caller, query);

    public Task<Result<Page<TaskListSummary>>> Lists(Caller caller, PageRequest page) =>
        queries.ListsAsync(caller, page);
}
