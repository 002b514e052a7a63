using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Operations;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Relay;
using TaskManagement.Tasks.DefaultLists;
using TaskManagement.Tasks.Due;
using TaskManagement.Tasks.Feeds;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Past;
using TaskManagement.Tasks.Queries;
using TaskManagement.Tasks.Rebuild;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks;

/// <summary>Tasks, lists, queries and imports.</summary>
public static class TasksContext
{
    /// <summary>
    /// Adds the context to a silo; it needs the log, its relay and the storage of grain state. Its settings are in the
    /// sections <c>Due</c>, <c>Trash</c> and <c>Rebuild</c>, and checked at start.
    /// </summary>
    public static IServiceCollection AddTasksContext(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DueOptions>().Bind(configuration.GetSection(DueOptions.Section)).ValidateOnStart();
        services.AddOptions<RebuildOptions>().Bind(configuration.GetSection(RebuildOptions.Section)).ValidateOnStart();
        services.AddOptions<TrashOptions>().Bind(configuration.GetSection(TrashOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<DueOptions>, DueOptionsValidator>()
            .AddSingleton<IValidateOptions<TrashOptions>, TrashOptionsValidator>()
            .AddSingleton<Purges>()
            .AddSingleton(new PulsedGrain("The trash", (grains, partition) =>
                partition == 0 ? grains.GetGrain<ITrashGrain>(0).Ping() : Task.CompletedTask))
            .AddSingleton<DueTasks>()
            .AddSingleton(new PulsedGrain(
                "The due dates", (grains, partition) => grains.GetGrain<IDueDateGrain>(partition).Ping()))
            .AddSingleton<IValidateOptions<RebuildOptions>, RebuildOptionsValidator>()
            .AddSingleton<ReadModelRebuild>()
            .AddMetrics()
            .AddSingleton<RebuildTelemetry>()
            .AddSingleton(new PulsedGrain("The read model", PingReadModelAsync))
            .AddSingleton(new PulsedGrain("The unfinished imports", PingUnfinishedImportsAsync))
            .AddSingleton(TasksSchema.Part)
            .AddSingleton<PageCursors>()
            .AddSingleton<TaskQuestions>()
            .AddSingleton<TaskQueries>()
            .AddSingleton<Places>()
            .AddSingleton<ListQueries>()
            .AddSingleton<BoardQueries>()
            .AddSingleton<PastTasks>()
            .AddSingleton<TrashQueries>()
            .AddSingleton<BlobQueries>()
            .AddSingleton<FeedQueries>()
            .AddSingleton<DueLeadTimesConsumer>()
            .AddSingleton<DefaultListsConsumer>();
    }

    /// <summary>There is one for all partitions.</summary>
    private static Task PingReadModelAsync(IGrainFactory grains, int partition) =>
        partition == 0 ? grains.GetGrain<IReadModelGrain>(0).Ping() : Task.CompletedTask;

    private static Task PingUnfinishedImportsAsync(IGrainFactory grains, int partition) =>
        partition == 0 ? grains.GetGrain<IUnfinishedImportsGrain>(0).Ping() : Task.CompletedTask;
}
