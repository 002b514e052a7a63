using System.Text.Json.Serialization;

namespace TaskManagement.Contracts.Values;

/// <summary>A typed identifier around a UUID.</summary>
/// <typeparam name="TSelf">The identifier itself.</typeparam>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Identifies a user.</summary>
[GenerateSerializer, Immutable, Alias("UserId"), JsonConverter(typeof(IdJsonConverter<UserId>))]
public readonly record struct UserId(Guid Value) : IId<UserId>
{
    /// <inheritdoc/>
    public static UserId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a task list.</summary>
[GenerateSerializer, Immutable, Alias("ListId"), JsonConverter(typeof(IdJsonConverter<ListId>))]
public readonly record struct ListId(Guid Value) : IId<ListId>
{
    /// <inheritdoc/>
    public static ListId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a section of a list.</summary>
[GenerateSerializer, Immutable, Alias("SectionId"), JsonConverter(typeof(IdJsonConverter<SectionId>))]
public readonly record struct SectionId(Guid Value) : IId<SectionId>
{
    /// <inheritdoc/>
    public static SectionId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a label of a list.</summary>
[GenerateSerializer, Immutable, Alias("LabelId"), JsonConverter(typeof(IdJsonConverter<LabelId>))]
public readonly record struct LabelId(Guid Value) : IId<LabelId>
{
    /// <inheritdoc/>
    public static LabelId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a custom field of a list.</summary>
[GenerateSerializer, Immutable, Alias("FieldId"), JsonConverter(typeof(IdJsonConverter<FieldId>))]
public readonly record struct FieldId(Guid Value) : IId<FieldId>
{
    /// <inheritdoc/>
    public static FieldId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a task.</summary>
[GenerateSerializer, Immutable, Alias("TaskId"), JsonConverter(typeof(IdJsonConverter<TaskId>))]
public readonly record struct TaskId(Guid Value) : IId<TaskId>
{
    /// <inheritdoc/>
    public static TaskId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a comment on a task.</summary>
[GenerateSerializer, Immutable, Alias("CommentId"), JsonConverter(typeof(IdJsonConverter<CommentId>))]
public readonly record struct CommentId(Guid Value) : IId<CommentId>
{
    /// <inheritdoc/>
    public static CommentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies an attachment of a task.</summary>
[GenerateSerializer, Immutable, Alias("AttachmentId"), JsonConverter(typeof(IdJsonConverter<AttachmentId>))]
public readonly record struct AttachmentId(Guid Value) : IId<AttachmentId>
{
    /// <inheritdoc/>
    public static AttachmentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a notification in an inbox.</summary>
[GenerateSerializer, Immutable, Alias("NotificationId"), JsonConverter(typeof(IdJsonConverter<NotificationId>))]
public readonly record struct NotificationId(Guid Value) : IId<NotificationId>
{
    /// <inheritdoc/>
    public static NotificationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a calendar feed.</summary>
[GenerateSerializer, Immutable, Alias("FeedId"), JsonConverter(typeof(IdJsonConverter<FeedId>))]
public readonly record struct FeedId(Guid Value) : IId<FeedId>
{
    /// <inheritdoc/>
    public static FeedId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies an import.</summary>
[GenerateSerializer, Immutable, Alias("ImportId"), JsonConverter(typeof(IdJsonConverter<ImportId>))]
public readonly record struct ImportId(Guid Value) : IId<ImportId>
{
    /// <inheritdoc/>
    public static ImportId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identifies a session, that is one log-in and the refresh tokens that follow from it.</summary>
[GenerateSerializer, Immutable, Alias("SessionId"), JsonConverter(typeof(IdJsonConverter<SessionId>))]
public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    /// <inheritdoc/>
    public static SessionId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
