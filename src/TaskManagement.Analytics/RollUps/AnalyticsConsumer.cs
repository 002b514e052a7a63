using System.Collections.Immutable;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Analytics.RollUps;

/// <summary>
/// Keeps the roll-ups. Its rows add to what is there: that an event counts once is the fenced checkpoint's doing.
/// </summary>
internal sealed class AnalyticsConsumer : IRowConsumer
{
    private const string AddTotalsSql = """
        INSERT INTO user_totals (partition, user_id, assigned, completed) VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT (partition, user_id) DO UPDATE SET
            assigned = user_totals.assigned + excluded.assigned,
            completed = user_totals.completed + excluded.completed
        """;

    private const string AddCompletionSql = """
        INSERT INTO user_completions (partition, user_id, slot, completions, milliseconds)
        VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT (partition, user_id, slot) DO UPDATE SET
            completions = user_completions.completions + excluded.completions,
            milliseconds = user_completions.milliseconds + excluded.milliseconds
        """;

    /// <inheritdoc/>
    public string Name => "analytics";

    /// <inheritdoc/>
    public ImmutableArray<Statement> Rows(RecordedEvent recorded) =>
        [.. RollUp.Of(recorded.Event).SelectMany(change => Rows(recorded.Stored.Partition, change))];

    private static IEnumerable<Statement> Rows(int partition, Change change)
    {
        var user = change.UserId.Value;
        yield return new Statement(AddTotalsSql, partition, user, change.Assigned, change.Completion?.Count ?? 0);
        if (change.Completion is { } completion)
        {
            yield return new Statement(
                AddCompletionSql, partition, user, completion.Slot, completion.Count, completion.Milliseconds);
        }
    }
}
