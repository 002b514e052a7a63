using System.Data;
using Npgsql;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>A connection of its own whose session holds the database, as long as it lasts.</summary>
internal sealed class LeaseSession(NpgsqlConnection connection) : IAsyncDisposable
{
    private const string TryExclusive = "SELECT pg_try_advisory_lock(x'73746f7261676573'::bigint)";
    private const string TryShared = "SELECT pg_try_advisory_lock_shared(x'73746f7261676573'::bigint)";

    private const string SelectHolder = """
        SELECT concat(activity.application_name, ' (session ', activity.pid, ' from ',
            coalesce(host(activity.client_addr), 'its own machine'), ')')
        FROM pg_locks locks
        JOIN pg_stat_activity activity ON activity.pid = locks.pid
        WHERE locks.locktype = 'advisory' AND locks.granted AND activity.datname = current_database()
            AND locks.classid = x'73746f72'::int::oid AND locks.objid = x'61676573'::int::oid
        LIMIT 1
        """;

    private const string SignAnew = """
        INSERT INTO storage_holder (id, token) VALUES (1, gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET token = excluded.token
        """;

    private const string SelectToken = "SELECT token FROM storage_holder WHERE id = 1";

    // Numbers of sessions come again, and this process has others of the same name: only one that holds is ended.
    private const string EndSession = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE pid = $1 AND application_name = current_setting('application_name') AND EXISTS (
            SELECT 1 FROM pg_locks locks
            WHERE locks.pid = $1 AND locks.locktype = 'advisory' AND locks.granted
                AND locks.classid = x'73746f72'::int::oid AND locks.objid = x'61676573'::int::oid)
        """;

    /// <summary>Its number on the server.</summary>
    public int Number { get; } = connection.ProcessID;

    /// <summary>Takes the database, alone or as one of a cluster; false where others stand in the way.</summary>
    public async Task<bool> TryTakeAsync(StorageSharing sharing) =>
        await ScalarAsync(sharing == StorageSharing.Exclusive ? TryExclusive : TryShared) is true;

    /// <summary>Who holds it, for people.</summary>
    public async Task<string> HolderAsync() => await ScalarAsync(SelectHolder) as string ?? "another process";

    /// <summary>Leaves a mark by which others see that it was held.</summary>
    public Task SignAsync() => ScalarAsync(SignAnew);

    /// <summary>The mark of who held it alone last.</summary>
    public async Task<Guid?> TokenAsync() => await ScalarAsync(SelectToken) as Guid?;

    /// <summary>Ends an earlier session of this process, which the server may not have missed yet.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(int session) =>
        await ScalarAsync(EndSession, new NpgsqlParameter<int> { TypedValue = session }) is > 0L;

    /// <summary>Returns when the connection is of no more use.</summary>
    public async Task UntilBrokenAsync(CancellationToken stop)
    {
        try
        {
            while (true)
                await connection.WaitAsync(stop);
        }
        catch (Exception error) when (
            error is NpgsqlException or IOException || connection.State != ConnectionState.Open)
        {
            // What there was to hear.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<object?> ScalarAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync();
    }
}
