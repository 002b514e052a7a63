using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Lists;

namespace TaskManagement.Tasks.DefaultLists;

/// <summary>Gives every new user the lists to begin with.</summary>
internal sealed class DefaultListsConsumer : ICallConsumer
{
    private static readonly ImmutableArray<string> Names = ["Inbox", "Personal"];

    public string Name => "default-lists";

    public string Category => UserEvent.Category;

    public async Task HandleAsync(RecordedEvent recorded, CommandId command, IGrainFactory grains)
    {
        if (recorded.Event is not UserRegistered registered)
            return;
        foreach (var name in Names)
            await CreateAsync(Context(recorded, registered.UserId, command.Derive(name), name), name, grains);
    }

    private static async Task CreateAsync(CommandContext context, string name, IGrainFactory grains)
    {
        var list = grains.GetGrain<ITaskListGrain>(context.Id.NewId("list"));
        var result = await list.Act(context, new CreateList(name, Description: null, Sections: []));

        // Outcomes of commands are kept for a while only. A list that is there is this one: its id comes of the event.
        if (!result.Succeeded && result.Refusal.Code != ListRefusals.AlreadyExists.Code)
            throw new InvalidOperationException($"The list {name} was refused: {result.Refusal.Message}");
    }

    /// <summary>On behalf of the user, who shall own the list, and not of the system, which set it off.</summary>
    private static CommandContext Context(RecordedEvent recorded, UserId user, CommandId command, string name) => new(
        command,
        new Caller(user, [RoleNames.Member]),
        recorded.Stored.At,
        Origin.System,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))),
        IfVersion: null,
        recorded.Stored.CorrelationId);
}
