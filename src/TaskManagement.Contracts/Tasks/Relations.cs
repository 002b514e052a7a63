using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>How a task stands to another one. Each kind has an opposite, which the other task shows.</summary>
[GenerateSerializer, Alias("RelationKind"), JsonConverter(typeof(JsonStringEnumConverter<RelationKind>))]
public enum RelationKind
{
    /// <summary>The other one has to wait for it.</summary>
    [JsonStringEnumMemberName("blocks")] Blocks,

    /// <summary>It has to wait for the other one.</summary>
    [JsonStringEnumMemberName("blocked_by")] BlockedBy,

    /// <summary>It says what the other one says already.</summary>
    [JsonStringEnumMemberName("duplicates")] Duplicates,

    /// <summary>The other one says what it says already.</summary>
    [JsonStringEnumMemberName("duplicated_by")] DuplicatedBy,

    /// <summary>They have to do with each other.</summary>
    [JsonStringEnumMemberName("relates_to")] RelatesTo,

    /// <summary>The other one is its parent.</summary>
    [JsonStringEnumMemberName("parent")] Parent,

    /// <summary>The other one is its subtask.</summary>
    [JsonStringEnumMemberName("subtask")] Subtask,
}

/// <summary>How relations look from the other side.</summary>
public static class RelationOpposites
{
    /// <summary>How the other task shows it.</summary>
    public static RelationKind Opposite(this RelationKind kind) => kind switch
    {
        RelationKind.Blocks => RelationKind.BlockedBy,
        RelationKind.BlockedBy => RelationKind.Blocks,
        RelationKind.Duplicates => RelationKind.DuplicatedBy,
        RelationKind.DuplicatedBy => RelationKind.Duplicates,
        RelationKind.RelatesTo => RelationKind.RelatesTo,
        RelationKind.Parent => RelationKind.Subtask,
        RelationKind.Subtask => RelationKind.Parent,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}

/// <summary>A relation as one of its tasks shows it.</summary>
/// <param name="TaskId">The other task.</param>
[GenerateSerializer, Immutable, Alias("TaskRelation")]
public sealed record TaskRelation(RelationKind Kind, TaskId TaskId);

/// <summary>What can be done to a task that others have a part in. The hierarchy is closed.</summary>
[GenerateSerializer, Immutable, Alias("RelationCommand")]
public abstract record RelationCommand;

/// <summary>Relate a task to another one.</summary>
[GenerateSerializer, Immutable, Alias("RelateTask")]
public sealed record RelateTask(RelationKind Kind, TaskId OtherId) : RelationCommand;

/// <summary>Take a relation away.</summary>
[GenerateSerializer, Immutable, Alias("UnrelateTask")]
public sealed record UnrelateTask(RelationKind Kind, TaskId OtherId) : RelationCommand;

/// <summary>Make a task a subtask, or one of its own again.</summary>
/// <param name="ParentId">The parent; <c>null</c> for none.</param>
/// <param name="Also">What else is done to the task in the same act: it is made, or its fields change.</param>
[GenerateSerializer, Immutable, Alias("PlaceTask")]
public sealed record PlaceTask(TaskId? ParentId, TaskCommand? Also = null) : RelationCommand;

/// <summary>
/// Take an act of a task back, by events that do the opposite, with what it did to others: a relation goes on both
/// sides, and the next occurrence that a completion made goes to the trash.
/// </summary>
/// <param name="Version">
/// A version that the act led to; <c>null</c> for the last act that is neither taken back nor the taking back of one.
/// </param>
[GenerateSerializer, Immutable, Alias("TakeBack")]
public sealed record TakeBack(long? Version) : RelationCommand;

/// <summary>
/// Changes relations of the tasks of a list, one after another, so that none of them closes a circle. The key is the
/// id of the list that the task is in, or, for an act that is taken back, that of the task.
/// </summary>
[Alias("ITaskRelationsGrain")]
public interface ITaskRelationsGrain : IGrainWithGuidKey
{
    /// <summary>Does something to the relations of a task; the answer is the task as the command left it.</summary>
    [Alias("Act")]
    Task<Result<TaskItem>> Act(CommandContext context, TaskId task, RelationCommand command);

    /// <summary>
    /// Makes imported tasks together with their relations, all or none. One that is there stays as it is.
    /// </summary>
    [Alias("Import")]
    Task<Result<ImmutableArray<TaskImportOutcome>>> Import(CommandContext context, ImmutableArray<ImportTask> tasks);
}
