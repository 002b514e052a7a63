using System.Collections.Immutable;
using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Keys;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Attempts;
using TaskManagement.Users.Names;
using TaskManagement.Users.Passwords;
using TaskManagement.Users.Profiles;
using TaskManagement.Users.Sessions;
using TaskManagement.Users.Tokens;

namespace TaskManagement.Users.Accounts;

/// <summary>
/// The way in. Calls interleave: most of their time goes by while a password is hashed elsewhere, and the few
/// activations of a silo would otherwise make everyone wait for that.
/// </summary>
[GrainType("accounts"), StatelessWorker, Reentrant]
internal sealed class AccountsGrain(
    AccountOpening opening,
    IMasterKey master,
    IPasswordHashing passwords,
    AttemptGate attempts,
    AccessTokens tokens,
    TimeProvider clock) : Grain, IAccountsGrain
{
    private static readonly Refusal InvalidCredentials = new(
        "invalid_credentials", "There is no account with this address and this password.", RefusalKind.Unauthenticated);

    private ImmutableArray<SigningKey> _keys = [];

    public async Task<Result<UserProfile>> Register(CommandContext context, RegisterUser command)
    {
        var registration = Registration.Read(command);
        if (!registration.Succeeded)
            return registration.Refusal;
        var hash = await passwords.HashAsync(registration.Value.Password);
        if (!hash.Succeeded)
            return hash.Refusal;
        return await opening.OpenAsync(Sealed(context), registration.Value, hash.Value);
    }

    public async Task<Result<TokenPair>> LogIn(CommandContext context, LogIn command)
    {
        if (LogInRules.RefusalOf(command) is { } malformed)
            return malformed;
        var owner = await OwnerAsync(command.Email);
        var pass = await attempts.EnterAsync(NormalOf(command.Email), owner, command.Client);
        if (!pass.Succeeded)
            return pass.Refusal;
        var account = GrainFactory.GetGrain<IUserAccountGrain>(owner.Value);
        var credentials = owner == default ? null : await account.Credentials();
        var verified = await passwords.VerifyAsync(credentials?.PasswordHash, command.Password);
        if (!verified.Succeeded || verified.Value is not PasswordMatch.None)
            await attempts.ForgiveAsync(pass.Value);
        if (!verified.Succeeded)
            return verified.Refusal;
        if (credentials is null || verified.Value is PasswordMatch.None)
            return InvalidCredentials;

        var session = new SessionId(context.Id.NewId("session"));
        var caller = new Caller(owner, credentials.Roles);
        var ownContext = Sealed(context) with { Caller = caller };
        if (verified.Value is PasswordMatch.Outdated)
            await RehashAsync(account, ownContext, credentials, command.Password);
        var recorded = await account.RecordLogIn(ownContext, session);
        return recorded.Succeeded ? await BeginAsync(context.Id, session, caller, command.Client) : recorded.Refusal;
    }

    public async Task<Result<TokenPair>> Refresh(CommandContext context, string refreshToken)
    {
        if (RefreshToken.Read(refreshToken) is not { } presented)
            return RotateTokenAct.Invalid;
        var user = await GrainFactory.GetGrain<IUserGrain>(presented.User.Value).Get(Caller.System);
        if (!user.Succeeded)
            return RotateTokenAct.Invalid;
        var next = presented.Next();
        var rotated = await SessionsOf(presented.User).Rotate(new RotateToken(
            context.Id, presented.Session, presented.FamilyHash, presented.Hash, next.Hash, clock.GetUtcNow()));
        return rotated.Succeeded ? await PairAsync(next, user.Value.Roles) : rotated.Refusal;
    }

    public async Task<Result<Nothing>> LogOut(CommandContext context, string refreshToken)
    {
        if (RefreshToken.Read(refreshToken) is { } presented)
            await SessionsOf(presented.User).End(new EndSession(presented.Session, presented.FamilyHash));
        return Nothing.Value;
    }

    public async Task<Result<Nothing>> ChangePassword(CommandContext context, ChangePassword command)
    {
        if (PasswordChangeRules.RefusalOf(command) is { } malformed)
            return malformed;
        var user = context.Caller.UserId;
        var account = GrainFactory.GetGrain<IUserAccountGrain>(user.Value);
        if (await account.Credentials() is not { } credentials)
            return Refusals.NotFound("user");
        var pass = await attempts.EnterAsync(user.ToString(), user, client: null);
        if (!pass.Succeeded)
            return pass.Refusal;
        var hash = await NextHashAsync(credentials, command);
        if (!hash.Succeeded || hash.Value.Text is not null)
            await attempts.ForgiveAsync(pass.Value);
        if (!hash.Succeeded)
            return hash.Refusal;

        // Also where the password is wrong: of a repetition it is, and the account knows that it was carried out.
        var change = new ReplaceHash(credentials.PasswordHash, hash.Value.Text, SamePassword: false);
        var changed = await account.ReplaceHash(Sealed(context), change);
        return changed.Succeeded
            ? await GrainFactory.GetGrain<IUserSessionsGrain>(user.Value).EndOthers(context, command.Session)
            : changed.Refusal;
    }

    public async Task<ImmutableArray<VerificationKey>> VerificationKeys() =>
        [.. (await KeysAsync()).Select(key => new VerificationKey(key.KeyId, key.X, key.Y))];

    public async Task<UserId?> FindHandle(string handle)
    {
        if (!Handle.TryParse(handle, out var parsed, out _))
            return null;
        var name = master.Pseudonym(NameStreams.Handle, parsed.Value);
        return (await GrainFactory.GetGrain<IHandleGrain>(name).Claim()).Owner;
    }

    public async Task<ImmutableArray<UserId?>> FindAccounts(ImmutableArray<string> names) =>
        [.. await Task.WhenAll(names.Select(FindAccountAsync))];

    /// <summary>
    /// The log keeps the hash of a command's body, and this body holds a password. As it stands, guesses could be tried
    /// against it far faster than against the password's own hash.
    /// </summary>
    private CommandContext Sealed(CommandContext context) =>
        context with { BodyHash = master.Pseudonym("body", context.BodyHash), IfVersion = null };

    /// <summary>The hash of the new password; none where the current one is wrong.</summary>
    private async Task<Result<NextHash>> NextHashAsync(Credentials credentials, ChangePassword command)
    {
        var verified = await passwords.VerifyAsync(credentials.PasswordHash, command.CurrentPassword);
        if (!verified.Succeeded)
            return verified.Refusal;
        if (verified.Value is PasswordMatch.None)
            return new NextHash(null);
        var hash = await passwords.HashAsync(command.NewPassword);
        return hash.Succeeded ? new NextHash(hash.Value) : hash.Refusal;
    }

    /// <summary>Now is when the password is known. Where too many wait, the next log-in does it.</summary>
    private async Task RehashAsync(
        IUserAccountGrain account, CommandContext context, Credentials credentials, string password)
    {
        var hash = await passwords.HashAsync(password);
        if (hash.Succeeded)
            await account.ReplaceHash(
                context.Derive("rehash"), new ReplaceHash(credentials.PasswordHash, hash.Value, SamePassword: true));
    }

    private async Task<UserId?> FindAccountAsync(string name)
    {
        if (!name.Contains('@', StringComparison.Ordinal))
            return await FindHandle(name);
        return await OwnerAsync(name) is var owner && owner != default ? owner : null;
    }

    private static string? NormalOf(string typed) =>
        EmailAddress.TryParse(typed, out var address, out _) ? address.Value : null;

    private async Task<UserId> OwnerAsync(string typed)
    {
        if (!EmailAddress.TryParse(typed, out var address, out _))
            return default;
        var name = master.Pseudonym(NameStreams.Email, address.Value);
        return (await GrainFactory.GetGrain<IEmailGrain>(name).Claim()).Owner ?? default;
    }

    private async Task<TokenPair> BeginAsync(CommandId command, SessionId session, Caller caller, ClientOrigin? client)
    {
        var token = RefreshToken.New(caller.UserId, session);
        var origin = client is null ? null : new Personal<ClientOrigin>(caller.UserId.Value, client);
        await SessionsOf(caller.UserId).Begin(
            new BeginSession(command, session, token.FamilyHash, token.Hash, clock.GetUtcNow(), origin));
        return await PairAsync(token, caller.Roles);
    }

    private async Task<TokenPair> PairAsync(RefreshToken refresh, ImmutableArray<string> roles) =>
        tokens.Pair((await KeysAsync())[0], refresh, roles);

    private async ValueTask<ImmutableArray<SigningKey>> KeysAsync() =>
        _keys.IsEmpty ? _keys = await GrainFactory.GetGrain<ISigningKeysGrain>(0).All() : _keys;

    private ISessionGrain SessionsOf(UserId user) => GrainFactory.GetGrain<ISessionGrain>(user.Value);

    private readonly record struct NextHash(string? Text);
}
