using System.Security.Cryptography;
using System.Text;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Contracts.Commands;

namespace TaskManagement.Api.Conventions;

/// <summary>Makes the context of a command, and sends it: once, or twice where the first outcome is unknown.</summary>
internal sealed class CommandSender(TimeProvider clock, ILogger<CommandSender> logger)
{
    /// <summary>The context of the command that a request carries.</summary>
    /// <param name="caller">Whose request it is.</param>
    /// <param name="body">SHA-256 of the body's bytes.</param>
    /// <param name="origin">What the change is to be recorded as.</param>
    public CommandContext ContextOf(HttpContext http, Caller caller, ReadOnlySpan<byte> body, Origin origin)
    {
        var now = Microseconds(clock.GetUtcNow());
        // The path holds the ids; the query takes no part in writes.
        var route = $"{http.Request.Method} {http.Request.Path.Value}";
        var id = IdempotencyKey.Of(http.Request) is { } key
            ? CommandId.FromKey(caller.UserId, route, key)
            : new CommandId(Guid.CreateVersion7(now));
        return new CommandContext(
            id,
            caller,
            now,
            origin,
            HashOf(route, body),
            EntityTags.IfMatch(http.Request),
            RequestTrace.ParentOf(http));
    }

    /// <summary>
    /// The log and the read model keep microseconds: what is answered from memory must read the same later.
    /// </summary>
    private static DateTimeOffset Microseconds(DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>Sends the command.</summary>
    public async Task<T> SendAsync<T>(Func<Task<T>> send, CancellationToken cancellation)
    {
        bool outcomeUnknown;
        try
        {
            return await send().WaitAsync(cancellation);
        }
        catch (Exception error) when (FailureKinds.IsTransient(error))
        {
            outcomeUnknown = FailureKinds.LeavesOutcomeUnknown(error);
            logger.LogWarning(error, "A command came to no certain end; it is sent once more under the same id");
        }
        catch (OperationCanceledException)
        {
            throw new ProblemException(ApiProblems.OutcomeUnknown);
        }

        return await SendAgainAsync(send, outcomeUnknown, cancellation);
    }

    /// <param name="outcomeUnknown">
    /// Of the first time. That nothing was written by the second then says nothing of the command.
    /// </param>
    private async Task<T> SendAgainAsync<T>(
        Func<Task<T>> send, bool outcomeUnknown, CancellationToken cancellation)
    {
        try
        {
            return await send().WaitAsync(cancellation);
        }
        catch (Exception error) when (FailureKinds.WroteNothing(error) && !outcomeUnknown)
        {
            logger.LogWarning(error, "The storage did not take a command");
            throw new ProblemException(ApiProblems.StorageUnavailable);
        }
        catch (Exception error) when (FailureKinds.IsTransient(error) || error is OperationCanceledException)
        {
            logger.LogWarning(error, "The outcome of a command is unknown");
            throw new ProblemException(ApiProblems.OutcomeUnknown);
        }
    }

    private static string HashOf(string route, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(route));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
