using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using TaskManagement.Contracts.Events;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.PostgreSql;
using TaskManagement.EventLog.Sqlite;
using TaskManagement.EventLog.Store;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Hosting;

/// <summary>Adds the event log to a host.</summary>
public static class EventLogRegistration
{
    /// <summary>
    /// Adds <see cref="IEventLog"/>, <see cref="IDatabase"/>, <see cref="ISubjectKeys"/> and <see cref="IMasterKey"/>,
    /// as the section <c>Storage</c> has it. The storage is open before the hosted services start.
    /// </summary>
    public static IServiceCollection AddEventLog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .Configure(options =>
                options.ConnectionString = configuration.GetConnectionString(StorageOptions.ConnectionName))
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TaskScheduler.Default);
        services.TryAddSingleton<IRandomBytes, SystemRandomBytes>();
        services.AddMetrics();
        services.TryAddSingleton<AppendTelemetry>();
        services.TryAddSingleton<CommitTelemetry>();
        services.AddStorage();
        services.AddCodec();
        services.AddHostedService<StorageLifetime>();
        services.AddHostedService<CommitListening>();
        services.AddHostedService<CommandRetention>();
        return services;
    }

    /// <summary>
    /// Adds the log of another host of this process, which opens and closes it: several silos of a test share one.
    /// </summary>
    public static IServiceCollection AddSharedEventLog(this IServiceCollection services, IServiceProvider owner)
    {
        services.TryAddSingleton(owner.GetRequiredService<TimeProvider>());
        services.AddSingleton(owner.GetRequiredService<IEventLog>());
        services.AddSingleton(owner.GetRequiredService<ILogStore>());
        services.AddSingleton(owner.GetRequiredService<IDatabase>());
        services.AddSingleton(owner.GetRequiredService<ISubjectKeys>());
        services.AddSingleton(owner.GetRequiredService<IMasterKey>());
        services.AddSingleton(owner.GetRequiredService<SealedJson>());
        services.AddSingleton(owner.GetRequiredService<CommitFeed>());
        services.AddHostedService<CommitListening>();
        return services;
    }

    /// <summary>Keeps the state of grains in the database, under <see cref="GrainStateStorage.Name"/>.</summary>
    public static IServiceCollection AddGrainStateStorage(this IServiceCollection services) =>
        services.AddGrainStorage(
            GrainStateStorage.Name,
            (provider, _) => ActivatorUtilities.CreateInstance<DatabaseGrainStorage>(provider));

    private static void AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new StorageWriterScheduler(new WriterThread()));
        services.TryAddSingleton<CommitFeed>();
        services.TryAddSingleton<ISqliteSource, SqliteFile>();
        services.TryAddSingleton(StorageSharing.Exclusive);
        services.TryAddSingleton<IStorage>(provider =>
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.IsPostgreSql
                ? ActivatorUtilities.CreateInstance<PostgreSqlStorage>(provider)
                : ActivatorUtilities.CreateInstance<SqliteStorage>(provider));
        services.TryAddSingleton(provider => provider.GetRequiredService<IStorage>().Database);
        services.TryAddSingleton<ILogStore, LogStore>();
    }

    private static void AddCodec(this IServiceCollection services)
    {
        services.TryAddSingleton<MasterKey>();
        services.TryAddSingleton<IMasterKey>(provider => provider.GetRequiredService<MasterKey>());
        services.TryAddSingleton<MasterKeyStart>();
        services.TryAddSingleton<SubjectKeys>();
        services.TryAddSingleton<Erasure>();
        services.TryAddSingleton<ISubjectKeys>(provider => provider.GetRequiredService<SubjectKeys>());
        services.TryAddSingleton(_ => new EventTypes(typeof(IDomainEvent).Assembly));
        services.TryAddSingleton<Upcasters>();
        services.TryAddSingleton<SealedJson>();
        services.TryAddSingleton<EventCodec>();
        services.TryAddSingleton<IEventLog, TypedEventLog>();
    }
}
