namespace TaskManagement.Users.Attempts;

/// <summary>
/// Counts the attempts on one account, or from one network address. The key is a pseudonym, which says nothing of
/// either.
/// </summary>
[Alias("IAttemptsGrain")]
internal interface IAttemptsGrain : IGrainWithStringKey
{
    /// <summary>Takes an attempt; <c>false</c> where none is left.</summary>
    [Alias("TryTake")]
    Task<bool> TryTake(int max);

    /// <summary>Gives one back, since the password was right.</summary>
    [Alias("GiveBack")]
    Task GiveBack(int max);
}
