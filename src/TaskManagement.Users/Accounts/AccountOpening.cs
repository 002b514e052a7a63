using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Log;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Names;
using TaskManagement.Users.Profiles;

namespace TaskManagement.Users.Accounts;

/// <summary>Opens accounts: collects what is claimed, decides, and appends to all streams at once.</summary>
internal sealed class AccountOpening(IEventLog log, IMasterKey master, IGrainFactory grains)
{
    private const int AttemptsMax = 3;

    /// <summary>Opens an account; the same command again gives the same profile, and nothing is written.</summary>
    public async Task<Result<UserProfile>> OpenAsync(
        CommandContext context, Registration registration, string passwordHash)
    {
        var id = RegisterUserAct.IdOf(context);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var claims = await ClaimsAsync(registration);
            var decision = RegisterUserAct.Decide(claims, registration, passwordHash, context);
            if (!decision.Succeeded)
                return await RepeatedAsync(context, id) ?? decision.Refusal;
            var outcome = await log.AppendAsync(new Append(OfNewUser(context, id), decision.Value));
            switch (outcome)
            {
                case AppendOutcome.Appended:
                    return await AccountOf(id).ProfileAt(1);
                case AppendOutcome.Repeated repeated:
                    return await AnswerAsync(context, id, repeated.Command);
                case AppendOutcome.Conflict conflict when conflict.Stream == UserState.StreamOf(id):
                    // The account is there and the names are not its own: another body under the same key.
                    return await RepeatedAsync(context, id) ?? Refusals.IdempotencyKeyReused;
                case AppendOutcome.Conflict:
                    continue;
                default:
                    throw AppendFailure.Of(outcome, UserState.StreamOf(id));
            }
        }

        return Refusals.TooManyConflicts;
    }

    /// <summary>Nobody has logged in yet: the new user is the one who did it.</summary>
    private static CommandContext OfNewUser(CommandContext context, UserId id) =>
        context with { Caller = new Caller(id, [RoleNames.Member]) };

    private async Task<AccountClaims> ClaimsAsync(Registration registration)
    {
        var email = master.Pseudonym(NameStreams.Email, registration.Email.Value);
        var handle = master.Pseudonym(NameStreams.Handle, registration.Handle.Value);
        var first = await log.ReadStreamAsync(RegisterUserAct.Installation, limit: 1);
        return new AccountClaims(
            StreamName.Of(NameStreams.Email, email),
            await grains.GetGrain<IEmailGrain>(email).Claim(),
            StreamName.Of(NameStreams.Handle, handle),
            await grains.GetGrain<IHandleGrain>(handle).Claim(),
            !first.IsEmpty);
    }

    /// <summary>A refusal may only mean that this very command was carried out before.</summary>
    private async Task<Result<UserProfile>?> RepeatedAsync(CommandContext context, UserId id) =>
        await log.FindCommandAsync(context.Id) is { } command ? await AnswerAsync(context, id, command) : null;

    private async Task<Result<UserProfile>> AnswerAsync(CommandContext context, UserId id, CommandRecord command) =>
        command.BodyHash != context.BodyHash || command.Stream != UserState.StreamOf(id)
            ? Refusals.IdempotencyKeyReused
            : await AccountOf(id).ProfileAt(command.Version);

    private IUserAccountGrain AccountOf(UserId id) => grains.GetGrain<IUserAccountGrain>(id.Value);
}
