using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>Commands to several tasks.</summary>
/// <param name="Commands">1 to 100; of one task in their order.</param>
/// <param name="Atomic">Whether all are carried out or none.</param>
internal sealed record BatchBody(ImmutableArray<BatchCommandBody> Commands, bool Atomic = false)
{
    public TaskBatch ToCommand(CommandContext context) =>
        new([.. Commands.Select((command, index) => command.ToCommand(context, index))], Atomic);
}

/// <summary>One of them: its type, its task, and beside them the members that its own route takes.</summary>
[JsonConverter(typeof(BatchCommandConverter))]
internal sealed record BatchCommandBody(string Type, BatchTargetBody Target, JsonObject Rest) : IShaped
{
    public static JsonShape Shape { get; } = new JsonShape.Variants(
        BatchCommandKinds.Discriminator,
        BatchCommandKinds.All.ToImmutableSortedDictionary(
            kind => kind.Key, kind => kind.Value.Shape, StringComparer.Ordinal));

    public BatchedCommand ToCommand(CommandContext context, int index)
    {
        var made = new TaskId(BatchedCommand.ContextOf(context, index).Id.NewId(TaskEndpoints.Thing));
        return new BatchedCommand(
            Target.TaskId ?? made, BatchCommandKinds.All[Type].Read(Target, Rest), Target.IfVersion, Target.ParentId);
    }
}

/// <summary>What a command of a batch is about.</summary>
/// <param name="ListId">Of a task that is to be made.</param>
/// <param name="IfVersion">The version that the client has seen; another one is refused as stale.</param>
/// <param name="ParentId">Of a task that is to be made.</param>
internal sealed record BatchTargetBody(
    TaskId? TaskId = null, ListId? ListId = null, long? IfVersion = null, TaskId? ParentId = null);

/// <summary>What came of a batch.</summary>
/// <param name="Results">In the order of the commands.</param>
internal sealed record BatchAnswer(ImmutableArray<BatchResult> Results);

/// <summary>What came of one command.</summary>
/// <param name="Status">The status that the command would have had by itself.</param>
/// <param name="Task">The task as the command left it; after an atomic batch, as the whole batch did.</param>
/// <param name="Problem">Why not.</param>
internal sealed record BatchResult(
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TaskItem? Task,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BatchProblem? Problem);

/// <summary>Why a command was not carried out.</summary>
/// <param name="Code">Stable, in snake_case; branch on it.</param>
/// <param name="Detail">For people: what is wrong and how to mend it.</param>
/// <param name="Errors">Per field what is wrong with it.</param>
internal sealed record BatchProblem(
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, string>? Errors);
