using TaskManagement.Contracts.Results;

namespace TaskManagement.Users.Passwords;

/// <summary>
/// Hashes passwords, which is slow on purpose. It is a port because it has threads of its own: a simulation, which has
/// one thread for everything, puts another one in its place.
/// </summary>
internal interface IPasswordHashing
{
    /// <summary>Hashes a new password; a refusal when too many wait.</summary>
    Task<Result<string>> HashAsync(string password);

    /// <summary>Compares a password with a hash; a refusal when too many wait.</summary>
    /// <param name="hash">
    /// <c>null</c> where there is no such account: then the same work is done for nothing, so that the time of the
    /// answer does not tell which addresses have accounts.
    /// </param>
    /// <param name="password">What was typed.</param>
    Task<Result<PasswordMatch>> VerifyAsync(string? hash, string password);
}

/// <summary>What comparing a password with a hash comes to.</summary>
internal enum PasswordMatch
{
    /// <summary>It is another password, or there is no account.</summary>
    None,

    /// <summary>It is the password.</summary>
    Full,

    /// <summary>It is the password, and the hash was made with fewer rounds than are asked for today.</summary>
    Outdated,
}
