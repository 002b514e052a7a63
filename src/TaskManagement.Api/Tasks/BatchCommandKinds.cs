using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tasks;

/// <summary>A kind of command in a batch.</summary>
/// <param name="Shape">Its members.</param>
/// <param name="Read">The command.</param>
internal sealed record BatchCommandKind(
    JsonShape.Members Shape, Func<BatchTargetBody, JsonObject, TaskCommand> Read);

/// <summary>The kinds of commands that a batch takes; each is read as the body of its own route is.</summary>
internal static class BatchCommandKinds
{
    public const string Discriminator = "type";

    private const string TaskId = "taskId";
    private const string ListId = "listId";
    // Tasks that are there take their place one at a time.
    private const string ParentId = "parentId";
    private const string IfVersion = "ifVersion";

    public static ImmutableDictionary<string, BatchCommandKind> All { get; } =
        ImmutableDictionary<string, BatchCommandKind>.Empty
            .Add("create", Of<CreateTaskBody>([ListId], (target, body) => body.ToCommand(target.ListId!.Value)))
            .Add("patch", OfTask<PatchTaskBody>(body => body.ToCommand(), ParentId))
            .Add("assign", OfTask<AssignBody>(body => body.ToCommand()))
            .Add("move", OfTask<MoveBody>(body => body.ToCommand()))
            .Add("undo", OfTask<UndoBody>(body => body.ToCommand()))
            .Add("complete", OfTask(new CompleteTask()))
            .Add("reopen", OfTask(new ReopenTask()))
            .Add("cancel", OfTask(new CancelTask()))
            .Add("archive", OfTask(new ArchiveTask(true)))
            .Add("unarchive", OfTask(new ArchiveTask(false)))
            .Add("delete", OfTask(new DeleteTask()))
            .Add("restore", OfTask(new RestoreTask()));

    private static BatchCommandKind OfTask(TaskCommand command) => OfTask<NoBody>(_ => command);

    private static BatchCommandKind OfTask<TBody>(Func<TBody, TaskCommand> command, string? except = null)
        where TBody : class =>
        Of<TBody>([TaskId, IfVersion], (_, body) => command(body), except);

    private static BatchCommandKind Of<TBody>(
        ImmutableArray<string> target, Func<BatchTargetBody, TBody, TaskCommand> command, string? except = null)
        where TBody : class
    {
        var body = ((JsonShape.Members)JsonShapes.Of(typeof(TBody))).All.RemoveAll(member => member.Name == except);
        var about = ((JsonShape.Members)JsonShapes.Of(typeof(BatchTargetBody))).All
            .Where(member => target.Contains(member.Name) && !body.Any(own => own.Name == member.Name))
            .Select(member => member with
            {
                Required = member.Name != IfVersion, Nullable = member.Name == IfVersion,
            });
        var shape = new JsonShape.Members([.. about, .. body]);
        return new BatchCommandKind(
            shape, (found, rest) => command(found, Only(rest, body).Deserialize<TBody>(ApiJson.Options)!));
    }

    private static JsonObject Only(JsonObject rest, ImmutableArray<JsonMember> members) => new(
        rest.Where(member => members.Any(known => known.Name == member.Key))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private sealed record NoBody;
}
