using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Tasks;

/// <summary>
/// The acts of comments. Leave is that of the list; the same question tells who its members are, of whom the text may
/// name some.
/// </summary>
internal sealed class CommentActs(IGrainFactory grains, CommandContext context, CommentCommand command)
{
    private ListRole _role = ListRole.Viewer;
    private ImmutableArray<UserId> _mentioned = [];

    /// <summary>The comment that the command is about.</summary>
    public CommentId CommentId => command switch
    {
        CommentOnTask => CommentOnTaskAct.CommentIdOf(context),
        EditComment edit => edit.CommentId,
        DeleteComment delete => delete.CommentId,
        _ => throw Unknown(),
    };

    /// <summary>
    /// The command as the task checks it: where If-Match is the version of the comment, the act compares that.
    /// </summary>
    public CommandContext TaskContext => command is CommentOnTask ? context : context with { IfVersion = null };

    private ImmutableArray<string> Handles => command switch
    {
        CommentOnTask { Mentions.IsDefaultOrEmpty: false } comment => comment.Mentions,
        EditComment { Mentions.IsDefaultOrEmpty: false } edit => edit.Mentions,
        _ => [],
    };

    /// <summary>The guard of the list. Whoever may not see that learns nothing of the task.</summary>
    public async Task<Result<ImmutableArray<StreamGuard>>> AskAsync(TaskState? state)
    {
        if (state is not { } task)
            return TaskRefusals.NotFound;
        var request = new PermitRequest(context.Caller, ListAct.Comment, Describe: !Handles.IsEmpty);
        var permit = await grains.GetGrain<ITaskListGrain>(task.ListId.Value).Authorize(request);
        if (!permit.Succeeded)
            return permit.Refusal.Kind == RefusalKind.NotFound ? TaskRefusals.NotFound : permit.Refusal;
        _role = permit.Value.Role;
        _mentioned = await MentionedAsync(permit.Value.Description?.Members ?? []);
        return ImmutableArray.Create(new StreamGuard(StreamNames.Of(task.ListId), permit.Value.GuardVersion));
    }

    /// <summary>The decision on the state that leave was asked for.</summary>
    public Decision<TaskEvent> Decide(TaskState? state) => command switch
    {
        CommentOnTask comment => CommentOnTaskAct.Decide(state, comment, context, _mentioned),
        EditComment edit => EditCommentAct.Decide(state, edit, context, _mentioned),
        DeleteComment delete => DeleteCommentAct.Decide(state, delete, _role, context),
        _ => throw Unknown(),
    };

    private async Task<ImmutableArray<UserId>> MentionedAsync(ImmutableArray<UserId> members)
    {
        var named = await Task.WhenAll(Handles.Distinct().Take(TaskBounds.MentionsMax).Select(FindAsync));
        return [.. named.OfType<UserId>().Distinct().Intersect(members)];
    }

    /// <summary>Handles may end in a dot or a dash, and so do sentences: the longer name comes first.</summary>
    private async Task<UserId?> FindAsync(string handle)
    {
        var accounts = grains.GetGrain<IAccountsGrain>(0);
        var shorter = handle.TrimEnd('.', '-', '_');
        return await accounts.FindHandle(handle)
            ?? (shorter.Length < handle.Length ? await accounts.FindHandle(shorter) : null);
    }

    private ArgumentOutOfRangeException Unknown() =>
        new(nameof(command), command.GetType().Name, "No such command.");
}
