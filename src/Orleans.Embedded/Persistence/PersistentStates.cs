using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Serialization;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Persistence;

/// <summary>Makes the states that a grain's constructor asks for.</summary>
internal static class PersistentStates
{
    public static object Create(Activation activation, Type stateType, PersistentStateAttribute names) =>
        Activator.CreateInstance(
            typeof(PersistentState<>).MakeGenericType(stateType),
            activation,
            names.StateName,
            StoreOf(activation, names))!;

    /// <summary>Names are exact: there is no fallback from a named store to the default one.</summary>
    private static IGrainStorage StoreOf(Activation activation, PersistentStateAttribute names)
    {
        var services = activation.ActivationServices;
        var store = string.IsNullOrEmpty(names.StorageName)
            ? services.GetService<IGrainStorage>()
                ?? services.GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
            : services.GetKeyedService<IGrainStorage>(names.StorageName);
        return store ?? throw new BadProviderConfigException(
            $"Grain class {activation.Class} keeps its state '{names.StateName}' in a store named "
            + $"'{names.StorageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME}', which is not registered.");
    }
}

/// <summary>
/// One state of one activation. Its operations run one after the other; a write that has not begun takes later writes
/// along, because it writes what is in memory when it begins.
/// </summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, ILifecycleObserver
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _store;
    private readonly GrainState<TState> _record = new();
    private Task _last = Task.CompletedTask;
    private Task? _waitingWrite;
    private bool _loaded;

    public PersistentState(Activation activation, string name, IGrainStorage store)
    {
        _activation = activation;
        _name = name;
        _store = store;
        activation.ObservableLifecycle.Subscribe(name, GrainLifecycleStage.SetupState, this);
    }

    public TState State
    {
        get
        {
            RuntimeContext.EnsureInTurn();
            return _record.State!;
        }

        set
        {
            RuntimeContext.EnsureInTurn();
            _record.State = value;
        }
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _loaded
        ? _record.RecordExists
        : throw new InvalidOperationException($"State '{_name}' has not been read yet; it is, before OnActivateAsync.");

    public Task OnStart(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Queue("ReadStateAsync", async () =>
    {
        if (!_loaded)
        {
            _record.State = ObjectCreation.CreateEmpty<TState>();
        }

        await _store.ReadStateAsync(_name, _activation.GrainId, _record, cancellationToken);
        _loaded = true;
    },
    cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        RuntimeContext.EnsureInTurn();
        if (_waitingWrite is { } waiting && !cancellationToken.CanBeCanceled)
        {
            return waiting;
        }

        Task? write = null;
        write = Queue("WriteStateAsync", () =>
        {
            _waitingWrite = _waitingWrite == write ? null : _waitingWrite;
            return _store.WriteStateAsync(_name, _activation.GrainId, _record, cancellationToken);
        },
        cancellationToken);
        _waitingWrite = cancellationToken.CanBeCanceled ? null : write;
        return write;
    }

    public Task ClearStateAsync(CancellationToken cancellationToken) => Queue(
        "ClearStateAsync",
        () => _store.ClearStateAsync(_name, _activation.GrainId, _record, cancellationToken),
        cancellationToken);

    private Task Queue(string operation, Func<Task> run, CancellationToken token)
    {
        RuntimeContext.EnsureInTurn();

        // Nothing queued from here on may be taken along by a write from before this operation.
        _waitingWrite = null;
        var running = RunAsync(_last, operation, run, token);
        _last = running;
        return running;
    }

    private async Task RunAsync(Task before, string operation, Func<Task> run, CancellationToken token)
    {
        // Begins in a later turn even when nothing is before it, so that writes of one turn become one.
        await Task.CompletedTask.ConfigureAwait(
            ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await before.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await run();
        }
        catch (Exception error) when (error is not OrleansException && !IsAskedFor(error, token))
        {
            throw new OrleansException(
                $"Error from storage provider {_store.GetType().Name}.{_name} during {operation} "
                + $"for grain {_activation.GrainId}",
                error);
        }
    }

    private static bool IsAskedFor(Exception error, CancellationToken token) =>
        error is OperationCanceledException && token.IsCancellationRequested;
}
