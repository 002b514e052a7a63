using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Names;

/// <summary>A name that one account at most may hold. The key is a pseudonym, which says nothing of the name.</summary>
[Alias("INameGrain")]
internal interface INameGrain : IGrainWithStringKey
{
    /// <summary>Who holds the name.</summary>
    [Alias("Claim")]
    Task<NameClaim> Claim();
}

/// <summary>An address.</summary>
[Alias("IEmailGrain")]
internal interface IEmailGrain : INameGrain;

/// <summary>A handle.</summary>
[Alias("IHandleGrain")]
internal interface IHandleGrain : INameGrain;

/// <summary>How it stands with a name.</summary>
/// <param name="Owner">The account that holds it; <c>null</c> while it is free.</param>
/// <param name="Version">The version of its stream.</param>
[GenerateSerializer, Immutable, Alias("NameClaim")]
internal sealed record NameClaim(UserId? Owner, long Version);
