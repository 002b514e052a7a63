using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Exports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Exports.Json;

/// <summary>What of a list, its tasks and people goes into a file.</summary>
internal static class FileMapping
{
    public static FileList Of(TaskListView list) => new(
        list.Id.ToString(),
        list.Name,
        list.Description,
        list.OwnerId.ToString(),
        list.Archived,
        list.CreatedAt,
        list.UpdatedAt,
        [.. list.Sections.Select(one => new FileSection(one.Id.ToString(), one.Name))],
        [.. list.Labels.Select(one => new FileLabel(one.Id.ToString(), one.Name, one.Color))],
        [.. list.Fields.Select(one => new FileField(one.Key, one.Name, one.Type, one.Required, one.Choices))],
        [.. list.Members.Select(one => new FileMember(one.UserId.ToString(), one.Handle, one.DisplayName, one.Role))]);

    /// <param name="handles">Those of the people of its page.</param>
    public static FileTask Of(ExportedTask exported, IReadOnlyDictionary<UserId, string> handles)
    {
        var task = exported.Task;
        return new FileTask(
            task.Id.ToString(),
            task.SectionId?.ToString(),
            task.Title,
            task.Description,
            task.Status,
            task.Priority,
            task.StartDate,
            task.DueDate,
            task.DueTimeZone,
            task.AssigneeId?.ToString(),
            task.CreatorId.ToString(),
            [.. task.Labels.Select(label => label.ToString())],
            task.Attributes,
            task.Position,
            task.Archived,
            task.ParentId?.ToString(),
            [.. task.Relations.Where(IsOfItsOwn).Select(one => new FileRelation(one.Kind, one.TaskId.ToString()))],
            task.Recurrence,
            task.Reminders,
            task.NextTaskId?.ToString(),
            task.Source,
            task.CreatedAt,
            task.UpdatedAt,
            task.CompletedAt,
            task.Version,
            [.. exported.Comments.Select(comment => Of(comment, handles))],
            [.. exported.Attachments.Select(attachment => Of(task.Id, attachment))]);
    }

    public static FilePerson Of(UserCard person) => new(person.Id.ToString(), person.Handle, person.DisplayName);

    /// <summary>A parent is told by its id, and a subtask by itself.</summary>
    private static bool IsOfItsOwn(TaskRelation relation) =>
        relation.Kind is not (RelationKind.Parent or RelationKind.Subtask);

    private static FileComment Of(CommentView comment, IReadOnlyDictionary<UserId, string> handles) => new(
        comment.Id.ToString(),
        comment.AuthorId?.ToString(),
        comment.AuthorId is { } author && handles.TryGetValue(author, out var handle) ? handle : null,
        comment.AuthorName,
        comment.Text,
        comment.CreatedAt,
        comment.EditedAt,
        comment.ReplyTo?.ToString(),
        comment.Deleted);

    private static FileAttachment Of(TaskId task, AttachmentView attachment) => new(
        attachment.Id.ToString(),
        attachment.Name,
        attachment.MediaType,
        attachment.Bytes,
        attachment.Sha256,
        attachment.CreatorId.ToString(),
        attachment.CreatedAt,
        $"{ApiRoutes.Prefix}/tasks/{task}/attachments/{attachment.Id}");
}
