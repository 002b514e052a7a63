using TaskManagement.Contracts.Users;

namespace TaskManagement.Users;

/// <summary>Settings of accounts, passwords and sessions; section <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Auth";

    /// <summary>The claim <c>iss</c> of access tokens: who made them.</summary>
    public string Issuer { get; set; } = AccessTokenFormat.IssuerDefault;

    /// <summary>The claim <c>aud</c> of access tokens: who may take them.</summary>
    public string Audience { get; set; } = AccessTokenFormat.IssuerDefault;

    /// <summary>How long an access token is good for, as long as its session has not ended.</summary>
    public int AccessTokenMinutes { get; set; } = 10;

    /// <summary>How long a session lives after its last use.</summary>
    public int SessionDays { get; set; } = 30;

    /// <summary>Sessions of one user at a time; a further one ends the one that was used longest ago.</summary>
    public int SessionsPerUserMax { get; set; } = 20;

    /// <summary>Wrong passwords for one account within 20 minutes; then one a minute, at the default.</summary>
    public int AttemptsPerAccountMax { get; set; } = 20;

    /// <summary>Wrong passwords from one IPv4 address, or one /64 of IPv6, within 20 minutes.</summary>
    public int AttemptsPerNetworkMax { get; set; } = 300;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512; the default is that of OWASP's Password Storage Cheat Sheet.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Threads that hash passwords; the default is half the processors.</summary>
    public int PasswordThreads { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Passwords that may wait to be hashed. Whoever comes when it is full is told to come again.</summary>
    public int PasswordQueueMax { get; set; } = 128;
}
