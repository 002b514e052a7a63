using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Exports;

/// <summary>
/// Reads a list with all that is in it, as it stood at one instant, a page at a time. Key 0; a stateless worker.
/// </summary>
[Alias("IListExportsGrain")]
public interface IListExportsGrain : IGrainWithIntegerKey
{
    /// <summary>The list, and the instant that its pages are to be read at.</summary>
    /// <param name="asOf">Recorded time; <c>null</c> for now.</param>
    [Alias("Open")]
    Task<Result<ListExport>> Open(Caller caller, ListId list, DateTimeOffset? asOf);

    /// <summary>Tasks that were in the list at the instant, done and archived ones too, by creation.</summary>
    /// <param name="cursor">From the page before, or <c>null</c> for the first.</param>
    [Alias("Page")]
    Task<Result<ExportPage>> Page(Caller caller, ListId list, DateTimeOffset at, string? cursor);
}

/// <summary>A list that is to be exported.</summary>
/// <param name="At">The instant at which it stood so.</param>
[GenerateSerializer, Immutable, Alias("ListExport")]
public sealed record ListExport(DateTimeOffset At, TaskListView List);

/// <summary>Some tasks of an export.</summary>
/// <param name="People">Who made them, has them or wrote their comments.</param>
/// <param name="NextCursor">Where the next page begins; <c>null</c> on the last one.</param>
[GenerateSerializer, Immutable, Alias("ExportPage")]
public sealed record ExportPage(
    ImmutableArray<ExportedTask> Tasks, ImmutableArray<UserCard> People, string? NextCursor);

/// <summary>A task with what hangs from it.</summary>
/// <param name="Comments">Oldest first. A deleted one shows, empty, where others reply to it.</param>
/// <param name="Attachments">Oldest first, without content.</param>
[GenerateSerializer, Immutable, Alias("ExportedTask")]
public sealed record ExportedTask(
    TaskItem Task, ImmutableArray<CommentView> Comments, ImmutableArray<AttachmentView> Attachments);
