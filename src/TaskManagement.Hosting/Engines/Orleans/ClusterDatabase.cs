using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace TaskManagement.Hosting.Engines;

/// <summary>
/// Looks at the database of the membership before anything starts: Orleans' own complaint about a missing table names
/// neither the cause nor the cure.
/// </summary>
internal sealed class ClusterDatabase(IConfiguration configuration) : IHostedLifecycleService
{
    /// <summary>The name by which Orleans knows the driver.</summary>
    public const string Invariant = "Npgsql";

    private const string SelectKeys = "SELECT QueryKey FROM OrleansQuery";

    private const string Fix =
        "Apply the script to it: psql \"$DATABASE\" -v ON_ERROR_STOP=1 -f deploy/orleans/postgresql.sql";

    /// <summary>The statements that clustering asks for.</summary>
    private static readonly string[] Keys =
    [
        "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey",
        "UpdateIAmAlivetimeKey", "InsertMembershipKey", "UpdateMembershipKey", "DeleteMembershipTableEntriesKey",
        "CleanupDefunctSiloEntriesKey",
    ];

    public static string? ConnectionString(IConfiguration configuration) =>
        configuration.GetConnectionString("TaskManagement");

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var place = new NpgsqlConnectionStringBuilder(ConnectionString(configuration));
        var database = $"The database '{place.Database}' at {place.Host}:{place.Port}";
        try
        {
            var missing = Keys.Except(await ReadKeysAsync(place.ConnectionString, cancellationToken)).ToList();
            if (missing.Count > 0)
                throw new StartException($"{database} lacks {string.Join(", ", missing)} in OrleansQuery. {Fix}");
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new StartException($"{database} does not have the tables of the cluster yet. {Fix}", error);
        }
        catch (NpgsqlException error)
        {
            throw new StartException(
                $"{database} cannot be used: {error.Message} Check that it runs, and ConnectionStrings:TaskManagement.",
                error);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<List<string>> ReadKeysAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(SelectKeys, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        List<string> keys = [];
        while (await rows.ReadAsync(cancellationToken))
            keys.Add(rows.GetString(0));
        return keys;
    }
}
