using System.Collections.Immutable;
using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Users;

/// <summary>The way in: registration, log-in and tokens. Key 0; a stateless worker.</summary>
[Alias("IAccountsGrain")]
public interface IAccountsGrain : IGrainWithIntegerKey
{
    /// <summary>Makes an account; address and handle are claimed in the same append.</summary>
    [Alias("Register")]
    Task<Result<UserProfile>> Register(CommandContext context, RegisterUser command);

    /// <summary>Checks the password and begins a session.</summary>
    [Alias("LogIn")]
    Task<Result<TokenPair>> LogIn(CommandContext context, LogIn command);

    /// <summary>Exchanges a refresh token for new tokens; the old one is spent.</summary>
    [Alias("Refresh")]
    Task<Result<TokenPair>> Refresh(CommandContext context, string refreshToken);

    /// <summary>Ends the session of a refresh token. An unknown one is no error.</summary>
    [Alias("LogOut")]
    Task<Result<Nothing>> LogOut(CommandContext context, string refreshToken);

    /// <summary>Changes the caller's password, and ends all other sessions.</summary>
    [Alias("ChangePassword")]
    Task<Result<Nothing>> ChangePassword(CommandContext context, ChangePassword command);

    /// <summary>Who has this handle; <c>null</c> where nobody has.</summary>
    [Alias("FindHandle")]
    Task<UserId?> FindHandle(string handle);

    /// <summary>Who has these addresses or handles; <c>null</c> in the place of what nobody has.</summary>
    [Alias("FindAccounts")]
    Task<ImmutableArray<UserId?>> FindAccounts(ImmutableArray<string> names);

    /// <summary>The keys that verify access tokens, newest first.</summary>
    [Alias("VerificationKeys")]
    Task<ImmutableArray<VerificationKey>> VerificationKeys();
}

/// <summary>One user. The key is the user's id.</summary>
[Alias("IUserGrain")]
public interface IUserGrain : IGrainWithGuidKey
{
    /// <summary>The whole profile, for the user and for administrators.</summary>
    [Alias("Get")]
    Task<Result<UserProfile>> Get(Caller caller);

    /// <summary>Changes the profile, for the user alone.</summary>
    [Alias("Patch")]
    Task<Result<UserProfile>> Patch(CommandContext context, PatchUser command);

    /// <summary>What others see; <c>null</c> where there is no such user. Committed state only.</summary>
    [Alias("Card"), AlwaysInterleave]
    ValueTask<UserCard?> Card();
}
