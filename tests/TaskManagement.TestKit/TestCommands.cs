using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Values;

namespace TaskManagement.TestKit;

/// <summary>Contexts of commands, each a new one unless a test says otherwise.</summary>
public static class TestCommands
{
    private static readonly DateTimeOffset At = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A new id.</summary>
    public static CommandId NewId() => new(Guid.CreateVersion7());

    /// <summary>A member.</summary>
    public static Caller Member(UserId? user = null) =>
        new(user ?? new UserId(Guid.CreateVersion7()), [RoleNames.Member]);

    /// <summary>A command of the system.</summary>
    public static CommandContext BySystem(DateTimeOffset? at = null) =>
        new(NewId(), Caller.System, at ?? At, Origin.System, "", null, null);

    /// <summary>A command of a user.</summary>
    public static CommandContext By(
        UserId user, CommandId? id = null, DateTimeOffset? at = null, long? ifVersion = null, string bodyHash = "") =>
        By(Member(user), id, at, ifVersion, bodyHash);

    /// <summary>A command of a caller.</summary>
    public static CommandContext By(
        Caller caller, CommandId? id = null, DateTimeOffset? at = null, long? ifVersion = null, string bodyHash = "") =>
        new(id ?? NewId(), caller, at ?? At, Origin.Api, bodyHash, ifVersion, null);
}
