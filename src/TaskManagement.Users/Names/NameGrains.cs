using TaskManagement.Contracts.Users;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Users.Names;

/// <summary>What addresses and handles have in common. The claim is appended together with the account.</summary>
internal abstract class NameGrain(IEventLog log, string category)
    : EventSourcedGrain<NameState, NameEvent>(log), INameGrain
{
    protected override StreamName Stream => StreamName.Of(category, this.GetPrimaryKeyString());

    protected override int SnapshotSchema => 1;

    public async Task<NameClaim> Claim()
    {
        // A claim is written from outside this activation. A free name is therefore looked up each time; one that is
        // taken stays so.
        if (State is null)
            await CatchUpAsync();
        return new NameClaim(State?.Owner, Version);
    }

    protected override NameState Evolve(NameState? state, NameEvent @event, EventMetadata metadata) =>
        NameState.Evolve(state, @event);
}

/// <summary>An address.</summary>
[GrainType("email")]
internal sealed class EmailGrain(IEventLog log) : NameGrain(log, NameStreams.Email), IEmailGrain;

/// <summary>A handle.</summary>
[GrainType("handle")]
internal sealed class HandleGrain(IEventLog log) : NameGrain(log, NameStreams.Handle), IHandleGrain;

/// <summary>Categories of the streams of names; also the purposes of their pseudonyms.</summary>
internal static class NameStreams
{
    public const string Email = "email";

    public const string Handle = "handle";
}
