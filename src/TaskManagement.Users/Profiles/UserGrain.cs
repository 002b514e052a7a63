using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Users.Acts;

namespace TaskManagement.Users.Profiles;

/// <summary>One user.</summary>
[GrainType("user")]
internal sealed class UserGrain(IEventLog log)
    : EventSourcedGrain<UserState, UserEvent>(log), IUserGrain, IUserAccountGrain
{
    protected override StreamName Stream => UserState.StreamOf(Id);

    protected override int SnapshotSchema => 2;

    private UserId Id => new(this.GetPrimaryKey());

    public Task<Result<UserProfile>> Get(Caller caller)
    {
        var allowed = caller.IsSystem || caller.IsAdministrator || caller.UserId == Id;
        return Task.FromResult<Result<UserProfile>>(
            State is { } user && allowed ? user.Profile(Version) : Refusals.NotFound("user"));
    }

    public async Task<Result<UserProfile>> Patch(CommandContext context, PatchUser command)
    {
        var result = await ExecuteAsync(
            context, NoPermitNeeded, user => PatchUserAct.Decide(user, command, context));
        return result.Succeeded ? await ProfileAt(result.Value.Version) : result.Refusal;
    }

    public ValueTask<UserCard?> Card() => ValueTask.FromResult(State?.Card());

    public async Task<UserProfile> ProfileAt(long version)
    {
        await CatchUpAsync();
        var (state, _) = await StateAtAsync(ReadUntil.VersionIs(version));
        return state?.Profile(version)
            ?? throw new InvalidOperationException($"{Stream} should have version {version} and is empty.");
    }

    public Task<Credentials?> Credentials() => Task.FromResult(
        State is { PasswordHash.Value: { } hash } user ? new Credentials(hash, user.Roles) : null);

    public async Task<Result<Nothing>> RecordLogIn(CommandContext context, SessionId session)
    {
        var result = await ExecuteAsync(context, NoPermitNeeded, user => RecordLogInAct.Decide(user, session));
        return result.Succeeded ? Nothing.Value : result.Refusal;
    }

    public async Task<Result<Nothing>> ReplaceHash(CommandContext context, ReplaceHash command)
    {
        var result = await ExecuteAsync(context, NoPermitNeeded, user => ReplaceHashAct.Decide(user, command));
        return result.Succeeded ? Nothing.Value : result.Refusal;
    }

    protected override UserState Evolve(UserState? state, UserEvent @event, EventMetadata metadata) =>
        UserState.Evolve(state, @event, metadata);

    /// <summary>The password was leave enough, or being oneself is.</summary>
    private static Task<Result<ImmutableArray<StreamGuard>>> NoPermitNeeded() =>
        Task.FromResult<Result<ImmutableArray<StreamGuard>>>(ImmutableArray<StreamGuard>.Empty);
}
