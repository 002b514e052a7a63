using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Revocations;

namespace TaskManagement.Users.Sessions;

/// <summary>The sessions of one user. Not events: a token's hash is no history anyone asks for.</summary>
[GrainType("session")]
internal sealed class SessionGrain(
    [PersistentState("sessions", GrainStateStorage.Name)] IPersistentState<SessionsState> sessions,
    IOptions<AuthOptions> options,
    TimeProvider clock) : Grain, ISessionGrain, IUserSessionsGrain
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

    public Task<Result<ImmutableArray<SessionView>>> Living(Caller caller) =>
        Task.FromResult<Result<ImmutableArray<SessionView>>>(
            IsOf(caller)
                ? ImmutableArray.CreateRange(sessions.State.LivingAt(clock.GetUtcNow()), session => session.View())
                : Refusals.NotFound("user"));

    public Task<Result<Nothing>> EndOne(CommandContext context, SessionId session) =>
        EndAsync(context, state => state.Without(session));

    public Task<Result<Nothing>> EndOthers(CommandContext context, SessionId current) =>
        EndAsync(context, state => state.Only(current));

    private async Task<Result<Nothing>> EndAsync(CommandContext context, Func<SessionsState, SessionsState> end)
    {
        if (!IsOf(context.Caller))
            return Refusals.NotFound("user");
        await StoreAsync(end(sessions.State));
        return Nothing.Value;
    }

    private bool IsOf(Caller caller) => caller.UserId.Value == this.GetPrimaryKey();

    private async Task StoreAsync(SessionsState next)
    {
        if (next.Sessions.SequenceEqual(sessions.State.Sessions))
            return;
        await RevokeEndedAsync(next);
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

    /// <summary>
    /// Before the end is stored: a repetition of what failed in between finds the session still there, and revokes it
    /// again. The other way round its access token would outlive it.
    /// </summary>
    private async Task RevokeEndedAsync(SessionsState next)
    {
        var tokensGivenAfter = clock.GetUtcNow() - AccessTokenLife.LongestOf(options.Value);
        var ended = next.EndedSince(sessions.State, tokensGivenAfter);
        if (!ended.IsEmpty)
            await GrainFactory.GetGrain<IRevocationRecorderGrain>(0).Add(ended);
    }
}
