using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Imports;

/// <summary>A board of another system, read and checked by the front end, ready to become a list.</summary>
/// <param name="ListId">Derived from the caller and the board, so that the same board meets the same list.</param>
[GenerateSerializer, Immutable, Alias("ImportBoard")]
public sealed record ImportBoard(ListId ListId, ImportList List, ImmutableArray<ImportTask> Tasks)
{
    /// <summary>The people whom it names.</summary>
    [Id(0)]
    public ImmutableArray<ImportPerson> People { get; init; } = [];

    /// <summary>What could not be taken over as it was.</summary>
    [Id(1)]
    public ImmutableArray<ImportNote> Notes { get; init; } = [];
}

/// <summary>Someone whom an imported file names.</summary>
/// <param name="Id">Their id there; names the person whose key seals the name.</param>
/// <param name="Name">What they are called there.</param>
/// <param name="UserId">Their account here; <c>null</c> where none has their address or handle.</param>
[GenerateSerializer, Immutable, Alias("ImportPerson")]
public sealed record ImportPerson(string Id, string Name, UserId? UserId);

/// <summary>Something that could not be taken over as it was.</summary>
/// <param name="Place">Where in the file, such as <c>line 7, column DATE</c> or <c>cards[3].idMembers</c>.</param>
/// <param name="Text">What it was, and what became of it.</param>
[GenerateSerializer, Immutable, Alias("ImportNote")]
public sealed record ImportNote(string Place, string Text);

/// <summary>What became of someone whom an imported file names.</summary>
[GenerateSerializer, Immutable, Alias("ImportedPerson")]
public sealed record ImportedPerson(string Id, string Name, UserId? UserId, PersonMatch Match);

/// <summary>Whether someone of an imported file was found here.</summary>
[GenerateSerializer, Alias("PersonMatch"), JsonConverter(typeof(JsonStringEnumConverter<PersonMatch>))]
public enum PersonMatch
{
    /// <summary>They have an account and are a member of the list: their tasks are theirs.</summary>
    [JsonStringEnumMemberName("member")] Member,

    /// <summary>They have an account and are no member of the list: their tasks are nobody's.</summary>
    [JsonStringEnumMemberName("not_member")] NotMember,

    /// <summary>No account has their address or handle: their tasks are nobody's.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}

/// <summary>How large an import may be.</summary>
public static class ImportBounds
{
    /// <summary>Tasks of one board, subtasks included.</summary>
    public const int TasksMax = 50_000;

    /// <summary>People of one board.</summary>
    public const int PeopleMax = 1_000;

    /// <summary>Notes that are kept of one import.</summary>
    public const int NotesMax = 1_000;
}

/// <summary>How far an import has come.</summary>
/// <param name="Imported">Tasks that are new.</param>
/// <param name="Skipped">Tasks that were there already.</param>
/// <param name="Comments">Comments that are new.</param>
/// <param name="Failure">Why it stopped, where it did.</param>
[GenerateSerializer, Immutable, Alias("ImportProgress")]
public sealed record ImportProgress(
    ImportId Id,
    ImportStatus Status,
    ListId ListId,
    int Sections,
    int Total,
    int Imported,
    int Skipped,
    int Comments,
    Refusal? Failure)
{
    /// <summary>The people whom the file names, and what became of them.</summary>
    [Id(0)]
    public ImmutableArray<ImportedPerson> People { get; init; } = [];

    /// <summary>What could not be taken over as it was.</summary>
    [Id(1)]
    public ImmutableArray<ImportNote> Notes { get; init; } = [];
}

/// <summary>Where an import stands.</summary>
[GenerateSerializer, Alias("ImportStatus"), JsonConverter(typeof(JsonStringEnumConverter<ImportStatus>))]
public enum ImportStatus
{
    /// <summary>Under way; it goes on by itself after a restart.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>Everything is in.</summary>
    [JsonStringEnumMemberName("finished")] Finished,

    /// <summary>It stopped; what is in stays, and the same file goes on from there.</summary>
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>
/// One import. The key derives from the caller and the board, so that the same file meets the same import.
/// </summary>
[Alias("IImportGrain")]
public interface IImportGrain : IGrainWithGuidKey
{
    /// <summary>Begins the import, or goes on with it; answers at once.</summary>
    [Alias("Start")]
    Task<Result<ImportProgress>> Start(CommandContext context, ImportBoard board);

    /// <summary>
    /// How far it has come, for whoever began it and for the system; goes on with one that a crash has interrupted.
    /// </summary>
    [Alias("Progress")]
    Task<Result<ImportProgress>> Progress(Caller caller);
}

/// <summary>Wakes imports that a crash has interrupted. Key 0.</summary>
[Alias("IUnfinishedImportsGrain")]
public interface IUnfinishedImportsGrain : IGrainWithIntegerKey
{
    /// <summary>Looks for them where it is time to; called in a steady beat.</summary>
    [Alias("Ping")]
    Task Ping();
}

/// <summary>The ids that imported things take, so that the same source is the same thing.</summary>
public static class ImportIds
{
    /// <summary>The task of a source in a list.</summary>
    public static TaskId TaskOf(ListId list, ImportSource source) =>
        new(DerivedId.FromPartsWithin(list.Value, "task", source.System, source.Id));
}
