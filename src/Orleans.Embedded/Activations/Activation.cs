using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Embedded.Timers;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

internal enum ActivationState : byte
{
    Created,
    Activating,
    Valid,
    Deactivating,
    Invalid,
}

/// <summary>
/// A grain in memory: its object, its queue of requests and its turns. This part is what others see of it; the other
/// parts are how requests run and how it begins and ends.
/// </summary>
internal sealed partial class Activation : Callee, IGrainContext, IWorkItemScheduler
{
    private readonly ContextProperties? _birthContext;
    private readonly StatelessWorkers? _owner;
    private AsyncServiceScope? _scope;
    private ActivationLifecycle? _lifecycle;
    private Dictionary<Type, object>? _components;
    private List<GrainTimer>? _timers;
    private TaskCompletionSource? _deactivated;
    private ActivationId _id;
    private volatile ActivationState _state;

    /// <param name="owner">The group of stateless workers that it belongs to, if it does.</param>
    public Activation(
        Silo silo,
        GrainClass grainClass,
        GrainId grainId,
        ContextProperties? birthContext,
        StatelessWorkers? owner = null)
        : base(silo.Work)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = grainId;
        _birthContext = birthContext;
        _owner = owner;
        _idleSince = silo.Clock.GetTimestamp();
        silo.Add(this);
    }

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public override object? GrainInstance { get; protected set; }

    public ActivationState State => _state;

    public override bool IsGone => _state == ActivationState.Invalid || Silo.IsGone;

    public override CallPath Path => Silo.Path;

    public override CallFilters Filters => Silo.Filters;

    public override ILogger Log => Silo.Log;

    /// <summary>Where its silo's list has it.</summary>
    public int Place { get; set; }

    public ActivationId ActivationId
    {
        get
        {
            lock (Gate)
            {
                return _id = _id.IsDefault ? new(Silo.Cluster.NextId()) : _id;
            }
        }
    }

    public GrainReference GrainReference => Silo.References.Untyped(GrainId);

    public GrainAddress Address => new()
    {
        GrainId = GrainId,
        ActivationId = ActivationId,
        SiloAddress = Silo.Address,
    };

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? Silo.Services;

    public IGrainLifecycle ObservableLifecycle =>
        _lifecycle ??= new(Log) { IsStarted = GrainInstance is not null };

    public IWorkItemScheduler Scheduler => this;

    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                _deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_state == ActivationState.Invalid)
                {
                    _deactivated.TrySetResult();
                }

                return _deactivated.Task;
            }
        }
    }

    protected override IGrainContext TurnContext => this;

    protected override bool IsHalted => Silo.IsKilled;

    public TComponent? GetComponent<TComponent>() where TComponent : class
    {
        lock (Gate)
        {
            return _components is not null && _components.TryGetValue(typeof(TComponent), out var component)
                ? (TComponent)component
                : GrainInstance as TComponent;
        }
    }

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class
    {
        lock (Gate)
        {
            _components ??= [];
            if (value is null)
            {
                _components.Remove(typeof(TComponent));
                return;
            }

            _components[typeof(TComponent)] = value;
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public void QueueAction(Action action) => new Task(action).Start(this);

    public void QueueAction(Action<object> action, object state) => new Task(action!, state).Start(this);

    /// <summary>Starts the task in a turn of its own.</summary>
    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    public void Add(GrainTimer timer)
    {
        lock (Gate)
        {
            (_timers ??= []).Add(timer);
        }
    }

    public void Remove(GrainTimer timer)
    {
        lock (Gate)
        {
            _timers?.Remove(timer);
        }
    }

    public override string ToString() => $"[Activation {GrainId} {_state}]";
}
