using Microsoft.Extensions.Logging;

namespace TaskManagement.EventLog.Hosting;

/// <summary>
/// Logs when something begins to fail and when it works again, not every time in between: what is tried once a second
/// would otherwise bury the log of a bad night.
/// </summary>
internal sealed class Alarm(ILogger logger, string what)
{
    private string? _reason;

    /// <summary>Why it fails now; <c>null</c> while it works.</summary>
    public string? Reason => _reason;

    /// <summary>It failed.</summary>
    public void Raise(Exception error) => Raise($"{error.GetType().Name}: {error.Message}", error);

    /// <summary>It failed, in these words.</summary>
    public void Raise(string reason, Exception error)
    {
        if (Interlocked.Exchange(ref _reason, reason) != reason)
            logger.LogError(error, "{What} fails: {Reason}", what, reason);
    }

    /// <summary>It works.</summary>
    public void Clear()
    {
        if (Interlocked.Exchange(ref _reason, null) is not null)
            logger.LogInformation("{What} works again", what);
    }
}
