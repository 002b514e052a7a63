using System.Collections.Immutable;
using TaskManagement.Contracts.Users;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Due;

/// <summary>
/// Keeps, of users who say it, how long before a task is due they want to know: preferences are another context's.
/// </summary>
internal sealed class DueLeadTimesConsumer : IRowConsumer
{
    private const string SetSql = """
        INSERT INTO due_lead_times (user_id, minutes) VALUES (@p0, @p1)
        ON CONFLICT (user_id) DO UPDATE SET minutes = excluded.minutes
        """;

    private const string ClearSql = "DELETE FROM due_lead_times WHERE user_id = @p0";

    /// <inheritdoc/>
    public string Name => "due-lead-times";

    /// <inheritdoc/>
    public string Category => UserEvent.Category;

    /// <inheritdoc/>
    public ImmutableArray<Statement> Rows(RecordedEvent recorded) => recorded.Event switch
    {
        UserUpdated { Preferences.Value.DueLeadMinutes: { } minutes } e =>
            [new Statement(SetSql, e.UserId.Value, (long)minutes)],
        UserUpdated e => [new Statement(ClearSql, e.UserId.Value)],
        _ => [],
    };
}
