namespace Orleans.Runtime;

/// <summary>Which activation's turn runs on this thread.</summary>
internal static class RuntimeContext
{
    [field: ThreadStatic]
    public static IGrainContext? Current { get; set; }

    /// <summary>Code that left its activation's scheduler would race with the turns of the grain.</summary>
    public static void EnsureInTurn()
    {
        if (Current is null)
        {
            throw new InvalidOperationException("Activation access violation. A non-activation thread attempted to "
                + "access activation services: an await with ConfigureAwait(false) or Task.Run left the grain.");
        }
    }
}
