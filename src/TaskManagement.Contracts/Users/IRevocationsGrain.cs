using System.Collections.Immutable;

namespace TaskManagement.Contracts.Users;

/// <summary>
/// What was called back before its time. Front ends ask for the news several times a second, so that they need not ask
/// anyone about the tokens they are shown. Key 0.
/// </summary>
[Alias("IRevocationsGrain")]
public interface IRevocationsGrain : IGrainWithIntegerKey
{
    /// <summary>What came after the number; all there is when the number is ahead of the last one.</summary>
    [Alias("After")]
    Task<RevocationNews> After(long number);
}

/// <summary>News of what was called back.</summary>
/// <param name="Last">The number to ask with the next time.</param>
/// <param name="Revocations">In the order of their numbers.</param>
[GenerateSerializer, Immutable, Alias("RevocationNews")]
public sealed record RevocationNews(long Last, ImmutableArray<Revocation> Revocations);

/// <summary>A credential that no longer holds.</summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="Credential">The id of a session.</param>
/// <param name="ForgetAt">From when on nothing that was made from it holds anyway, UTC.</param>
[GenerateSerializer, Immutable, Alias("Revocation")]
public sealed record Revocation(long Number, Guid Credential, DateTimeOffset ForgetAt);
