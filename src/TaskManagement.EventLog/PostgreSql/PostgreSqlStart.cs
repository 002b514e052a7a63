using Microsoft.Extensions.Logging;
using Npgsql;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>Reaches the database at the start: waits for one that is away, says what is wrong with others.</summary>
/// <param name="key">What messages call the place where the connection string stands.</param>
internal sealed class PostgreSqlStart(
    PostgreSqlConnections connections,
    StorageOptions options,
    TimeProvider time,
    ILogger logger,
    string key = $"ConnectionStrings:{StorageOptions.ConnectionName}")
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Opens the first connection.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await connections.OpenAsync(cancellationToken);
            }
            catch (Exception error) when (MayWait(error, begun))
            {
                var reason = PostgreSqlErrors.Text(error);
                logger.LogWarning("{Place} is not there yet: {Reason}", connections.Place, reason);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw new StorageStartException(Explain(error), error);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>What to do where the tables cannot be made or changed.</summary>
    public string ExplainTables(NpgsqlException error)
    {
        var reason = PostgreSqlErrors.Text(error);
        var trouble = $"The tables in {connections.Place} cannot be brought up to date: {reason}.";
        return (error as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege =>
                $"{trouble} Make the user its owner with 'ALTER DATABASE \"{connections.Settings.Database}\" OWNER TO "
                + $"\"{connections.Settings.Username}\"', or correct {key}.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                $"{trouble} Name a server that takes writes in {key}; this one is a standby, or set to read only.",
            PostgresErrorCodes.DiskFull => $"{trouble} Make room on the server's disk.",
            _ => trouble,
        };
    }

    private bool MayWait(Exception error, long begun) => PostgreSqlErrors.MayBecomeReachable(error)
        && time.GetElapsedTime(begun) < TimeSpan.FromSeconds(options.ConnectWaitSeconds);

    private string Explain(Exception error) => error is PostgresException refusal
        ? refusal.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL refuses {User}: {refusal.MessageText}. Correct Username and Password in {key}.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"There is no {connections.Place}. Make it with 'createdb --owner={connections.Settings.Username} "
                + $"{connections.Settings.Database}', or correct Database in {key}.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"{User} may not use {connections.Place}: {refusal.MessageText}. Grant it the right, or correct {key}.",
            _ => $"{connections.Place} cannot be opened: {PostgreSqlErrors.Text(error)}.",
        }
        : error is NpgsqlException
            ? $"{connections.Place} cannot be reached: {error.Message} Start the server, or correct Host and Port in "
                + $"{key}."
            : $"{connections.Place} cannot be opened: {error.Message} Check {key}.";

    private string User => $"the user '{connections.Settings.Username}'";
}
