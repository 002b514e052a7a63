using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>Which tasks are wanted. Every condition that is given must hold.</summary>
/// <param name="DueFrom">Due at or after this instant.</param>
/// <param name="DueTo">Due before this instant.</param>
/// <param name="Archived">
/// Only archived ones (<c>true</c>), only the others (<c>false</c>, the default), or both (<c>null</c> with
/// <c>archived=any</c>).
/// </param>
/// <param name="Text">Words that title or description hold, in any case.</param>
/// <param name="Sort">
/// <c>position</c>, <c>createdAt</c>, <c>updatedAt</c>, <c>dueDate</c>, <c>priority</c> or <c>title</c>; a leading
/// <c>-</c> turns it round.
/// </param>
[GenerateSerializer, Immutable, Alias("TaskQuery")]
public sealed record TaskQuery(
    ListId? ListId,
    SectionId? SectionId,
    WorkStatus? Status,
    UserId? AssigneeId,
    DateTimeOffset? DueFrom,
    DateTimeOffset? DueTo,
    bool? Archived,
    string? Text,
    string Sort,
    PageRequest Page);
