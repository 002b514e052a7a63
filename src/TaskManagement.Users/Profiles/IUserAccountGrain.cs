using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Profiles;

/// <summary>The side of a user's grain that only accounts turn to. The key is the user's id.</summary>
[Alias("IUserAccountGrain")]
internal interface IUserAccountGrain : IGrainWithGuidKey
{
    /// <summary>Reads what was appended from outside, and gives the profile as it was at a version.</summary>
    [Alias("ProfileAt")]
    Task<UserProfile> ProfileAt(long version);

    /// <summary>What a log-in is checked against; <c>null</c> where there is no such user, or no longer.</summary>
    [Alias("Credentials")]
    Task<Credentials?> Credentials();

    /// <summary>Records that the user logged in.</summary>
    [Alias("RecordLogIn")]
    Task<Result<Nothing>> RecordLogIn(CommandContext context, SessionId session);

    /// <summary>Puts another hash in the place of the one that a password was compared with.</summary>
    [Alias("ReplaceHash")]
    Task<Result<Nothing>> ReplaceHash(CommandContext context, ReplaceHash command);
}

/// <summary>Put another hash in the place of the one that a password was compared with.</summary>
/// <param name="Compared">The hash that was compared.</param>
/// <param name="Next">The new one; <c>null</c> where the password was wrong.</param>
/// <param name="SamePassword">Whether it is the same password with more rounds.</param>
[GenerateSerializer, Immutable, Alias("ReplaceHash")]
internal sealed record ReplaceHash(string Compared, string? Next, bool SamePassword)
{
    /// <summary>Says nothing of the hashes.</summary>
    public override string ToString() => nameof(ReplaceHash);
}

/// <summary>What a log-in is checked against.</summary>
[GenerateSerializer, Immutable, Alias("Credentials")]
internal sealed record Credentials(string PasswordHash, ImmutableArray<string> Roles)
{
    /// <summary>Says nothing of the hash: a record's own text would carry it into logs.</summary>
    public override string ToString() => nameof(Credentials);
}
