namespace TaskManagement.Contracts.Results;

/// <summary>
/// An append was rolled back: nothing was written. It stands here because the front end repeats what may be repeated.
/// </summary>
[GenerateSerializer, Alias("AppendFailedException")]
public sealed class AppendFailedException(string message, bool mayRetry) : Exception(message)
{
    /// <summary>Whether the same may succeed later; false where the data itself is to blame.</summary>
    [Id(0)]
    public bool MayRetry { get; } = mayRetry;
}
