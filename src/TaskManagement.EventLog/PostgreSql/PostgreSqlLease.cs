using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// Holds the database, alone or together with the other silos of a cluster, by an advisory lock of a session of its
/// own. The server lets go of it when the connection ends; then it is taken again, unless someone else came between:
/// what this process has in memory may be old then, and it stops.
/// </summary>
internal sealed class PostgreSqlLease(
    PostgreSqlConnections connections,
    StorageSharing sharing,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private LeaseSession? _session;
    private Guid? _token;
    private Task _watch = Task.CompletedTask;

    /// <summary>Takes it, before anything is read or written; refuses where others stand in the way.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        _session = await OpenAsync(cancellationToken);
        if (await _session.TryTakeAsync(sharing))
            return;
        throw new StorageStartException(
            $"{connections.Place} is in use by {await _session.HolderAsync()}. Stop it, or name another database in "
            + $"ConnectionStrings:{StorageOptions.ConnectionName}.");
    }

    /// <summary>Keeps an eye on it from now on; the tables are there.</summary>
    public async Task WatchAsync()
    {
        if (sharing == StorageSharing.Exclusive)
            await _session!.SignAsync();
        _token = await _session!.TokenAsync();
        _watch = RunAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        if (_session is not null)
            await _session.DisposeAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _session!.UntilBrokenAsync(_stop.Token);
                await _session.DisposeAsync();
                logger.LogWarning("The session that holds {Place} has ended.", connections.Place);
                _session = await TakeAgainAsync(_session.Number);
                logger.LogInformation("It holds {Place} again.", connections.Place);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The storage closes.
        }
        catch (StorageStartException lost)
        {
            logger.LogCritical("This process stops, since another one came between: {Reason}", lost.Message);
            StopProcess();
        }
        catch (Exception error)
        {
            logger.LogCritical(
                error, "This process stops, since nothing watches its hold on {Place} any more.", connections.Place);
            StopProcess();
        }
    }

    /// <summary>Whatever starts processes anew shall see that this one did not end as it was asked to.</summary>
    private void StopProcess()
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    private async Task<LeaseSession> TakeAgainAsync(int former)
    {
        while (true)
        {
            await Task.Delay(Pause, time, _stop.Token);
            try
            {
                if (await TryTakeAgainAsync(former) is { } session)
                    return session;
            }
            catch (Exception error) when (error is NpgsqlException or IOException)
            {
                logger.LogWarning("{Place} is away: {Reason}", connections.Place, PostgreSqlErrors.Text(error));
            }
        }
    }

    private async Task<LeaseSession?> TryTakeAgainAsync(int former)
    {
        var session = await OpenAsync(_stop.Token);
        var taken = false;
        try
        {
            if (await session.EndAsync(former))
                return null;
            if (!await session.TryTakeAsync(sharing))
                throw new StorageStartException($"{connections.Place} is in use by {await session.HolderAsync()}.");
            if (await session.TokenAsync() != _token)
                throw new StorageStartException($"{connections.Place} was in use by another process meanwhile.");
            taken = true;
            return session;
        }
        finally
        {
            if (!taken)
                await session.DisposeAsync();
        }
    }

    private async Task<LeaseSession> OpenAsync(CancellationToken cancellationToken) =>
        new(await connections.OpenLastingAsync(cancellationToken));
}
