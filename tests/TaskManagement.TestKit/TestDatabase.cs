using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;
using TaskManagement.TestKit.Faults;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.TestKit;

/// <summary>
/// A real log on SQLite in a folder of its own, which goes away with it; settings may name another database. Faults can
/// be ordered of appends and of writes beside the log.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private Action<IServiceCollection> _services;
    private readonly Dictionary<string, string?> _settings;
    private IHost? _host;

    private TestDatabase(Action<IServiceCollection> services, Dictionary<string, string?> settings, string folder)
    {
        (_services, _settings, Folder) = (services, settings, folder);
        _settings.TryAdd("Storage:Path", folder);
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Faults of appends.</summary>
    public FaultPlan AppendFaults { get; } = new();

    /// <summary>Faults of writes beside the log.</summary>
    public FaultPlan WriteFaults { get; } = new();

    /// <summary>What is registered.</summary>
    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("It is stopped.");

    /// <summary>The log.</summary>
    public IEventLog Log => Services.GetRequiredService<IEventLog>();

    /// <summary>The tables beside the log.</summary>
    public IDatabase Database => Services.GetRequiredService<IDatabase>();

    /// <summary>Keys of persons.</summary>
    public ISubjectKeys SubjectKeys => Services.GetRequiredService<ISubjectKeys>();

    /// <summary>The installation's secret.</summary>
    public IMasterKey MasterKey => Services.GetRequiredService<IMasterKey>();

    /// <summary>Makes and opens one.</summary>
    /// <param name="services">Registers schema parts, a clock, listeners and the like, ahead of the log's own.</param>
    /// <param name="settings">Such as <c>Storage:Partitions</c>.</param>
    /// <param name="folder">An existing data folder; a new one where none is given.</param>
    public static async Task<TestDatabase> StartAsync(
        Action<IServiceCollection>? services = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null,
        string? folder = null)
    {
        var own = folder is null;
        folder ??= Directory.CreateTempSubdirectory("taskmanagement-").FullName;
        var database = new TestDatabase(services ?? (_ => { }), new(settings ?? []), folder);
        try
        {
            await database.ChooseStorageAsync();
            await database.StartAsync();
            return database;
        }
        catch when (own)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes one with these schema parts.</summary>
    public static Task<TestDatabase> StartAsync(params SchemaPart[] parts) => StartAsync(services =>
    {
        foreach (var part in parts)
            services.AddSingleton(part);
    });

    /// <summary>The files that its data are in.</summary>
    public async Task<string[]> FilesAsync()
    {
        if (_settings.GetValueOrDefault("Storage:Provider") == "PostgreSql")
            return await (await PostgresServer.SharedAsync()).FilesAsync();
        return [.. Directory.GetFiles(Folder, "*.db*")];
    }

    /// <summary>Stops it, keeps its folder, and opens it again with new caches.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Stops it, and opens it again as another release would, with other registrations.</summary>
    public Task RestartAsync(Action<IServiceCollection> services)
    {
        _services = services;
        return RestartAsync();
    }

    /// <summary>Stops it as a clean end of the process does.</summary>
    public async Task StopAsync()
    {
        if (_host is not { } host)
            return;
        _host = null;
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    /// <summary>
    /// Gives this log to a silo of a test cluster. The silo's own commit listeners hear of its commits, for as long as
    /// the silo runs.
    /// </summary>
    public void AddTo(IServiceCollection services) => services.AddSharedEventLog(Services);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Where nothing else is said, the environment may say that tests are to run on PostgreSQL.</summary>
    private async Task ChooseStorageAsync()
    {
        if (_settings.ContainsKey("Storage:Provider")
            || Environment.GetEnvironmentVariable("TEST_STORAGE") != "PostgreSql")
            return;
        var server = await PostgresServer.SharedAsync();
        foreach (var (key, value) in PostgresServer.Settings(await server.CreateDatabaseAsync()))
            _settings[key] = value;
    }

    private async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(_settings);
        _services(builder.Services);
        builder.Services.AddEventLog(builder.Configuration);
        Decorate<ILogStore>(builder.Services, inner => new FaultyLogStore(inner, AppendFaults.Take));
        Decorate<IDatabase>(builder.Services, inner => new FaultyDatabase(inner, WriteFaults.Take));
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        _host = host;
    }

    private static void Decorate<T>(IServiceCollection services, Func<T, T> decorate) where T : class
    {
        var inner = services.Single(service => service.ServiceType == typeof(T));
        services.Replace(ServiceDescriptor.Singleton(provider => decorate((T)(inner.ImplementationFactory is { } make
            ? make(provider)
            : ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)))));
    }
}
