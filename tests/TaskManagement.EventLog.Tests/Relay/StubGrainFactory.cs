using System.Reflection;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.EventLog.Tests.Relay;

/// <summary>A grain factory whose relays are all the same one.</summary>
public class StubGrainFactory : DispatchProxy
{
    private IEventRelayGrain? _relay;

    public static IGrainFactory Of(IEventRelayGrain relay)
    {
        var factory = Create<IGrainFactory, StubGrainFactory>();
        ((StubGrainFactory)(object)factory)._relay = relay;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.ReturnType == typeof(IEventRelayGrain)
            ? _relay
            : throw new NotSupportedException($"{targetMethod} is not expected here.");
}

/// <summary>A relay that holds its calls until it is let go, and can be told to fail.</summary>
internal sealed class HeldRelay : IEventRelayGrain
{
    private readonly TaskCompletionSource _leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<EventBatch> _published = [];

    public Exception? Failure { get; set; }

    public IReadOnlyList<EventBatch> Published
    {
        get
        {
            lock (_published)
                return [.. _published];
        }
    }

    public void LetGo() => _leave.TrySetResult();

    public async Task Publish(EventBatch batch)
    {
        lock (_published)
            _published.Add(batch);
        await _leave.Task;
        if (Failure is { } failure)
            throw failure;
    }

    public Task Ping() => Task.CompletedTask;
}
