using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Tasks.DefaultLists;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Past;
using TaskManagement.Tasks.Queries;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Trash;

namespace TaskManagement.Tasks;

/// <summary>Tasks, lists, queries and imports.</summary>
public static class TasksContext
{
    /// <summary>Adds the context to a silo; it needs the log, its relay and the storage of grain state.</summary>
    public static IServiceCollection AddTasksContext(this IServiceCollection services) => services
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
        .AddSingleton<DefaultListsConsumer>();
}
