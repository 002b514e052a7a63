using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Users.Acts;

namespace TaskManagement.Users.Sessions;

/// <summary>The sessions of one user. Not events: a token's hash is no history anyone asks for.</summary>
[GrainType("session")]
internal sealed class SessionGrain(
    [PersistentState("sessions", GrainStateStorage.Name)] IPersistentState<SessionsState> sessions,
    IOptions<AuthOptions> options) : Grain, ISessionGrain
{
    private readonly SessionLimits _limits = SessionLimits.Of(options.Value);

    public Task Begin(BeginSession command) => StoreAsync(BeginSessionAct.Decide(sessions.State, command, _limits));

    public async Task<Result<Nothing>> Rotate(RotateToken command)
    {
        var (state, refusal) = RotateTokenAct.Decide(sessions.State, command, _limits);
        await StoreAsync(state);
        return refusal is null ? Nothing.Value : refusal;
    }

    public Task End(EndSession command) => StoreAsync(EndSessionAct.Decide(sessions.State, command));

    private async Task StoreAsync(SessionsState next)
    {
        if (next.Sessions.SequenceEqual(sessions.State.Sessions))
            return;
        sessions.State = next;
        try
        {
            await sessions.WriteStateAsync();
        }
        catch
        {
            // Memory may now be ahead of the storage, and would honour a token that a restart forgets.
            DeactivateOnIdle();
            throw;
        }
    }
}
