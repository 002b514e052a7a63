namespace Orleans.Placement;

/// <summary>Says in which silo activations are made; in any, if nothing is said.</summary>
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
