using System.Data.Common;
using Npgsql;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// Vacuums what rows were deleted from. Old versions of rows go when nobody can see them any more; their bytes are
/// overwritten when their page is used again.
/// </summary>
/// <remarks>
/// It reads the pages that were written since the last vacuum, whatever the size of the table, for it leaves the
/// indexes to autovacuum: there is no personal data in them. It takes no lock that appends wait for, and rests as
/// autovacuum does (<see cref="PostgreSqlConnections"/> sets the pace).
/// </remarks>
internal sealed class PostgreSqlScrub
{
    // That of a large log takes its time.
    private const int TimeoutSeconds = 0;

    private const string VacuumKeys = "VACUUM (INDEX_CLEANUP OFF, TRUNCATE OFF) subject_keys";
    private const string VacuumContent = "VACUUM (INDEX_CLEANUP OFF, TRUNCATE OFF) events, snapshots";

    private readonly PostgreSqlConnections _connections;
    private readonly SharedRounds _keys;
    private readonly SharedRounds _content;

    public PostgreSqlScrub(PostgreSqlConnections connections)
    {
        _connections = connections;
        _keys = new SharedRounds(() => VacuumAsync(VacuumKeys));
        _content = new SharedRounds(() => VacuumAsync(VacuumContent));
    }

    /// <summary>Returns when all is vacuumed that was deleted before.</summary>
    public Task RunAsync(Erased what) => what switch
    {
        Erased.SubjectKeys => _keys.RunAsync(),
        Erased.Content => _content.RunAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Nothing is known of where that lies."),
    };

    private async Task VacuumAsync(string sql)
    {
        try
        {
            await using var connection = await _connections.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = TimeoutSeconds };
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (error is DbException or IOException)
        {
            _connections.Forget(error);
            throw new DatabaseWriteException(
                $"The files were not scrubbed: {PostgreSqlErrors.Text(error)}", outcomeUnknown: false, mayRetry: true);
        }
    }
}
