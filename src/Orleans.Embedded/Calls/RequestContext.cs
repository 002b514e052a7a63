using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;

namespace Orleans.Runtime;

/// <summary>Values that travel with calls, from caller to callee and never back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ContextProperties?> Local = new();
    private static long _lastReentrancyId;

    /// <summary>Calls with this id may enter activations of the chain that opened it; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => Local.Value?.ReentrancyId ?? Guid.Empty;
        set => Local.Value = ContextProperties.Of(Local.Value?.Values, value);
    }

    internal static ContextProperties? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    /// <summary>The value, or null.</summary>
    public static object? Get(string key) =>
        Local.Value?.Values is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for this flow and the calls it makes.</summary>
    public static void Set(string key, object value)
    {
        var current = Local.Value;
        var values = current?.Values is null ? [] : new Dictionary<string, object>(current.Values);
        values[key] = value;
        Local.Value = ContextProperties.Of(values, current?.ReentrancyId ?? Guid.Empty);
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => Local.Value = null;

    /// <summary>Until disposed, calls that come back through the chain may enter this activation.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        var id = original == Guid.Empty ? CountedIds.Next(ref _lastReentrancyId) : original;
        return new(original, id);
    }

    /// <summary>Until disposed, calls that come back through the chain wait as others do.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>A part of a method in which reentrancy of the call chain is changed.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _entered;

        /// <summary>Enters the section.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _entered = newReentrancyId;
            ReentrancyId = newReentrancyId;
            (RuntimeContext.Current as Activation)?.Enter(newReentrancyId);
        }

        /// <summary>Leaves the section.</summary>
        public void Dispose()
        {
            (RuntimeContext.Current as Activation)?.Leave(_entered);
            ReentrancyId = _original;
        }
    }
}
