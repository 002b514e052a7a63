using System.Collections.Immutable;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Users.Tokens;

/// <summary>Keeps the signing keys, and makes the first one when it is first asked.</summary>
[GrainType("signing-keys")]
internal sealed class SigningKeysGrain(
    [PersistentState("signing-keys", GrainStateStorage.Name)] IPersistentState<SigningKeysState> keys,
    IMasterKey master,
    TimeProvider clock) : Grain, ISigningKeysGrain
{
    /// <summary>
    /// Calls wait until this is done. Where two activations make a first key at once, the storage refuses the later
    /// write, that activation fails, and the next one reads the key of the earlier.
    /// </summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!keys.State.Keys.IsEmpty)
            return;
        keys.State = new SigningKeysState { Keys = [SigningKeyPair.Make(master, clock.GetUtcNow())] };
        await keys.WriteStateAsync(cancellationToken);
    }

    public Task<ImmutableArray<SigningKey>> All() => Task.FromResult(keys.State.Keys);
}
