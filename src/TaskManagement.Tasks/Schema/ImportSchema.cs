using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Schema;

/// <summary>Finds the imports that run: their plan is kept until they end; nothing else is kept by that name.</summary>
internal static class ImportSchema
{
    private const string Index = "CREATE INDEX import_plans ON grain_states (grain) WHERE name = 'plan';";

    /// <summary>The index.</summary>
    public static Migration Migration { get; } = new(Index, Index);
}
