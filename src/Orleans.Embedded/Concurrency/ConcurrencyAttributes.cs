using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>The requests of this grain class interleave at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>This method never waits for others; belongs on the interface method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>Interleaves with other read-only methods; belongs on the interface method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>The caller does not wait and never hears of failures; belongs on the interface method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>
/// Names a method <c>bool P(IInvokable)</c> of the grain class that decides which requests interleave.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}

/// <summary>Several activations may serve one key; no state, no identity.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>As many workers as processors.</summary>
    public StatelessWorkerAttribute() : this(Environment.ProcessorCount)
    {
    }

    /// <summary>Up to <paramref name="maxLocalWorkers"/> workers per silo and key.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLocalWorkers, 1);
        MaxLocalWorkers = maxLocalWorkers;
    }

    /// <summary>Idle workers are collected by age here, so the second argument changes nothing.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers) : this(maxLocalWorkers) =>
        _ = removeIdleWorkers;

    internal int MaxLocalWorkers { get; }
}

/// <summary>A value that is shared, not copied; both sides promise not to change it.</summary>
[Immutable, GenerateSerializer]
public readonly struct Immutable<T>(T value)
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value = value;
}

/// <summary>Wraps values as <see cref="Immutable{T}"/>.</summary>
public static class ImmutableExtensions
{
    /// <summary>Promises that <paramref name="value"/> does not change any more.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
