using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Server;
using TaskManagement.TestKit;

namespace TaskManagement.Benchmarks.Create;

/// <summary>The server in this process, with a list into which callers of its grains create tasks.</summary>
internal sealed class CreateServer : IAsyncDisposable
{
    private static readonly Caller Owner = new(new UserId(Guid.CreateVersion7()), [RoleNames.Member]);

    private readonly WebApplication _server;

    private CreateServer(WebApplication server, ListId list) => (_server, List) = (server, list);

    public ListId List { get; }

    private IGrainFactory Grains => _server.Services.GetRequiredService<IGrainFactory>();

    public static async Task<CreateServer> StartAsync(string[] settings)
    {
        var application = ServerApplication.Create(
            ["--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. settings]);
        await application.StartAsync();
        var server = new CreateServer(application, new ListId(Guid.CreateVersion7()));
        await server.Grains.GetGrain<ITaskListGrain>(server.List.Value).Act(
            TestCommands.By(Owner), new CreateList("Benchmark", null, []));
        return server;
    }

    /// <summary>Creates a second, as many callers at a time as there are.</summary>
    public static async Task<double> MeasureAsync(int callers, TimeSpan duration, Func<Task> create)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            for (; clock.Elapsed < duration; count++)
                await create();
            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Creates a second; what they leave to the consumers is done before the next is measured.</summary>
    public async Task<double> MeasureAsync(int callers, TimeSpan duration)
    {
        var rate = await MeasureAsync(callers, duration, CreateAsync);
        await ConsumerLag.DrainAsync(new Uri(_server.Urls.First()));
        return rate;
    }

    /// <summary>Creates a task, with the words of <see cref="Http.Board.NewTask"/>.</summary>
    public async Task<Guid> CreateAsync()
    {
        var context = TestCommands.By(Owner);
        var command = new CreateTask(
            List, null, "Water the plants", "All of them, also those on the balcony.", null, 2, null, null, null, null,
            [], null);
        var id = context.Id.NewId("task");
        var result = await Grains.GetGrain<ITaskGrain>(id).Act(context, command);
        return result.Succeeded ? id : throw new InvalidOperationException("The server refused.");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
