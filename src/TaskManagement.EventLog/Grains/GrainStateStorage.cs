namespace TaskManagement.EventLog.Grains;

/// <summary>Names the storage of <c>IPersistentState</c>; there is no default one.</summary>
public static class GrainStateStorage
{
    /// <summary>The provider's name.</summary>
    public const string Name = "state";
}
