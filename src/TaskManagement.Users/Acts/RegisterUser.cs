using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.Users.Accounts;
using TaskManagement.Users.Names;
using TaskManagement.Users.Profiles;

namespace TaskManagement.Users.Acts;

/// <summary>
/// Someone makes an account. Account, address and handle, and for the first one the installation too, are separate
/// aggregates; all of them are written, or none.
/// </summary>
internal static class RegisterUserAct
{
    /// <summary>The stream that says who came first.</summary>
    public static StreamName Installation { get; } = new("installation");

    /// <summary>The account that a command makes: the same command names the same one.</summary>
    public static UserId IdOf(CommandContext context) => new(context.Id.NewId("user"));

    /// <summary>The pure decision.</summary>
    /// <returns>What to append, the account's own stream first.</returns>
    public static Result<ImmutableArray<StreamAppend>> Decide(
        AccountClaims claims, Registration registration, string passwordHash, CommandContext context)
    {
        if (Taken(claims) is { } refusal)
            return refusal;
        var id = IdOf(context);
        var first = !claims.InstallationClaimed;
        StreamAppend[] account =
        [
            new(UserState.StreamOf(id), 0, [Registered(id, registration, passwordHash, first)]),
            new(claims.EmailStream, claims.Email.Version, [new NameClaimed(id)]),
            new(claims.HandleStream, claims.Handle.Version, [new NameClaimed(id)]),
        ];
        return first
            ? [.. account, new StreamAppend(Installation, 0, [new InstallationClaimed(id)])]
            : ImmutableArray.Create(account);
    }

    private static Refusal? Taken(AccountClaims claims)
    {
        const string Message = "belongs to another account";
        var faults = ImmutableDictionary<string, string>.Empty;
        if (claims.Email.Owner is not null)
            faults = faults.Add("email", Message);
        if (claims.Handle.Owner is not null)
            faults = faults.Add("handle", Message);
        if (faults.IsEmpty)
            return null;
        return faults.ContainsKey("email")
            ? Conflict("email_taken", "There is an account with this address. Log in, or use another one.", faults)
            : Conflict("handle_taken", "There is an account with this handle. Choose another one.", faults);
    }

    private static Refusal Conflict(string code, string message, ImmutableDictionary<string, string> faults) =>
        new(code, message, RefusalKind.Conflict, faults);

    private static UserRegistered Registered(
        UserId id, Registration registration, string passwordHash, bool first) => new(
        id,
        new Personal<string>(id.Value, registration.Email.Value),
        new Personal<string>(id.Value, registration.Handle.Value),
        new Personal<string>(id.Value, registration.FirstName),
        new Personal<string>(id.Value, registration.LastName),
        new Personal<string>(id.Value, passwordHash),
        first ? [RoleNames.Administrator, RoleNames.Member] : [RoleNames.Member]);
}
