namespace Orleans.Placement;

/// <summary>
/// Says where activations go. The embedded engine has one process: it accepts these and ignores them.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute
{
    private protected PlacementAttribute()
    {
    }
}

/// <summary>The caller's silo, if it may host the grain.</summary>
public sealed class PreferLocalPlacementAttribute : PlacementAttribute;

/// <summary>Any silo.</summary>
public sealed class RandomPlacementAttribute : PlacementAttribute;

/// <summary>By hash of the grain id.</summary>
public sealed class HashBasedPlacementAttribute : PlacementAttribute;

/// <summary>The silo with the fewest activations.</summary>
public sealed class ActivationCountBasedPlacementAttribute : PlacementAttribute;

/// <summary>The silo with the most free resources.</summary>
public sealed class ResourceOptimizedPlacementAttribute : PlacementAttribute;

/// <summary>A silo of a role.</summary>
public sealed class SiloRoleBasedPlacementAttribute : PlacementAttribute;

/// <summary>Who may not move an activation.</summary>
[Flags]
public enum ImmovableKind : byte
{
    /// <summary>The repartitioner.</summary>
    Repartitioner = 1,

    /// <summary>The rebalancer.</summary>
    Rebalancer = 2,

    /// <summary>Neither.</summary>
    Any = Repartitioner | Rebalancer,
}

/// <summary>The activation stays where it was made.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any) : Attribute
{
    /// <summary>Who may not move it.</summary>
    public ImmovableKind Kind { get; } = kind;
}
