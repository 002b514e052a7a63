using TaskManagement.EventLog.Log;
using TaskManagement.Users.Names;

namespace TaskManagement.Users.Accounts;

/// <summary>How it stands with everything that a registration lays claim to.</summary>
internal sealed record AccountClaims(
    StreamName EmailStream,
    NameClaim Email,
    StreamName HandleStream,
    NameClaim Handle,
    bool InstallationClaimed);
