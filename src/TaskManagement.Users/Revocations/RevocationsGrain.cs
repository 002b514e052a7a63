using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Users;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Users.Revocations;

/// <summary>
/// Keeps what was called back as long as an access token may still speak of it. It is stored, so that a token that was
/// refused is not taken again after a restart.
/// </summary>
[GrainType("revocations")]
internal sealed class RevocationsGrain(
    [PersistentState("revocations", GrainStateStorage.Name)] IPersistentState<RevocationsState> revocations,
    IOptions<AuthOptions> options,
    TimeProvider clock) : Grain, IRevocationsGrain, IRevocationRecorderGrain
{
    /// <summary>Some 16 a second over the life of an access token.</summary>
    private const int KeptMax = 10_000;

    public Task<RevocationNews> After(long number) => Task.FromResult(revocations.State.After(number));

    public async Task Add(ImmutableArray<Guid> credentials)
    {
        var now = clock.GetUtcNow();
        var forgetAt = now + AccessTokenLife.LongestOf(options.Value);
        revocations.State = revocations.State.With(credentials, now, forgetAt, KeptMax);
        try
        {
            await revocations.WriteStateAsync();
        }
        catch
        {
            // Memory may now be ahead of the storage, and would tell front ends numbers that come a second time.
            DeactivateOnIdle();
            throw;
        }
    }
}
