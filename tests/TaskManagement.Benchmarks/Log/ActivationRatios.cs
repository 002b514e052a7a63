using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Server;
using TaskManagement.TestKit;

namespace TaskManagement.Benchmarks.Log;

/// <summary>First reads a second of tasks that no silo holds yet, with a long past and with a short one.</summary>
internal static class ActivationRatios
{
    private const int TasksPerRound = 20;
    private const int ShortPast = 10;
    private const int LongPast = 1_000;

    private static readonly UserId Owner = new(Guid.CreateVersion7());

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("taskmanagement-bench-").FullName;
        try
        {
            // As many as the comparison has rounds with their warm-up: every task can be cold only once.
            var batches = Comparison.Rounds + 1;
            Queue<TaskId[]> longTasks, shortTasks;
            await using (var server = await StartAsync(data))
            {
                var list = await MakeListAsync(server);
                longTasks = new(await MakeTasksAsync(server, list, LongPast, batches));
                shortTasks = new(await MakeTasksAsync(server, list, ShortPast, batches));
                await server.StopAsync();
            }

            await using var cold = await StartAsync(data);
            await Comparison.RunAsync(
                $"cold read of a task with {LongPast} events", () => ReadAsync(cold, longTasks.Dequeue()),
                $"with {ShortPast}", () => ReadAsync(cold, shortTasks.Dequeue()));
            await cold.StopAsync();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<WebApplication> StartAsync(string data)
    {
        var server = ServerApplication.Create(
            [$"--Storage:Path={data}", "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        await server.StartAsync();
        return server;
    }

    private static async Task<ListId> MakeListAsync(WebApplication server)
    {
        var list = new ListId(Guid.CreateVersion7());
        var command = new CreateList("Benchmark", null, []);
        Must(await Grains(server).GetGrain<ITaskListGrain>(list.Value).Act(TestCommands.By(Owner), command));
        return list;
    }

    private static async Task<TaskId[][]> MakeTasksAsync(WebApplication server, ListId list, int events, int batches)
    {
        var ids = Enumerable.Range(0, batches * TasksPerRound).Select(_ => new TaskId(Guid.CreateVersion7())).ToArray();
        foreach (var chunk in ids.Chunk(AppendLoad.Callers))
            await Task.WhenAll(chunk.Select(id => MakeTaskAsync(server, list, id, events)));
        return [.. ids.Chunk(TasksPerRound)];
    }

    private static async Task MakeTaskAsync(WebApplication server, ListId list, TaskId id, int events)
    {
        var grain = Grains(server).GetGrain<ITaskGrain>(id.Value);
        Must(await grain.Act(TestCommands.By(Owner), new CreateTask(
            list, null, "Water the plants", null, null, null, null, null, null, null, ImmutableArray<LabelId>.Empty,
            null)));
        for (var version = 1; version < events; version++)
            Must(await grain.Act(TestCommands.By(Owner), Rename($"Renamed {version} times")));
    }

    private static PatchTask Rename(string title) =>
        new(title, default, default, default, default, default, default, default, default, default);

    private static async Task<double> ReadAsync(WebApplication server, TaskId[] tasks)
    {
        var clock = Stopwatch.StartNew();
        foreach (var task in tasks)
            Must(await Grains(server).GetGrain<ITaskGrain>(task.Value).Get(TestCommands.Member(Owner), null));
        return tasks.Length / clock.Elapsed.TotalSeconds;
    }

    private static IGrainFactory Grains(WebApplication server) => server.Services.GetRequiredService<IGrainFactory>();

    private static void Must<T>(Result<T> result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"{result.Refusal.Code}: {result.Refusal.Message}");
    }
}
