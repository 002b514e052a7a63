using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Values;

namespace TaskManagement.EventLog.Log;

/// <summary>Who the log says did it.</summary>
internal static class CommandActor
{
    /// <summary>The user who sent the command; <c>null</c> for the system, and for someone not logged in.</summary>
    public static UserId? ActorId(this CommandContext context) =>
        context.Caller.UserId == default ? null : context.Caller.UserId;
}
