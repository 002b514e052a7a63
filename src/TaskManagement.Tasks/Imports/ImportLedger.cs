using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Imports;

/// <summary>
/// How far an import has come. Counts of a slice are written with its end, so that none is counted twice.
/// </summary>
[GenerateSerializer, Immutable, Alias("ImportLedger")]
internal sealed record ImportLedger
{
    /// <summary>Who began it; nobody else sees it.</summary>
    [Id(0)]
    public UserId OwnerId { get; init; }

    /// <summary>The command that began this run.</summary>
    [Id(1)]
    public CommandId StartedBy { get; init; }

    /// <summary>The list.</summary>
    [Id(2)]
    public ListId ListId { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)]
    public ImportStatus Status { get; init; }

    /// <summary>Sections of the board.</summary>
    [Id(4)]
    public int Sections { get; init; }

    /// <summary>Tasks of the board.</summary>
    [Id(5)]
    public int Total { get; init; }

    /// <summary>Whether the list is there.</summary>
    [Id(6)]
    public bool ListIsReady { get; init; }

    /// <summary>Tasks that are new.</summary>
    [Id(7)]
    public int Imported { get; init; }

    /// <summary>Tasks that were there already.</summary>
    [Id(8)]
    public int Skipped { get; init; }

    /// <summary>Comments that are new.</summary>
    [Id(9)]
    public int Comments { get; init; }

    /// <summary>Why it stopped, where it did.</summary>
    [Id(10)]
    public Refusal? Failure { get; init; }

    /// <summary>The hash of the file that this run reads.</summary>
    [Id(11)]
    public string BodyHash { get; init; } = "";

    /// <summary>Members of the list when it was made or found: who may have tasks.</summary>
    [Id(12)]
    public ImmutableArray<UserId> Members { get; init; } = [];

    /// <summary>The people whom the file names.</summary>
    [Id(13)]
    public ImmutableArray<LedgerPerson> People { get; init; } = [];

    /// <summary>What could not be taken over as it was.</summary>
    [Id(14)]
    public ImmutableArray<ImportNote> Notes { get; init; } = [];

    /// <summary>The first task that is still to be done: slices end in order.</summary>
    public int Next => Imported + Skipped;

    /// <summary>Before the first step of a plan.</summary>
    public static ImportLedger Of(ImportPlan plan, ImportBoard board) => new()
    {
        OwnerId = plan.Context.Caller.UserId,
        StartedBy = plan.Context.Id,
        BodyHash = plan.Context.BodyHash,
        ListId = plan.ListId,
        Status = ImportStatus.Running,
        Sections = plan.List.Sections.IsDefault ? 0 : plan.List.Sections.Length,
        Total = plan.Tasks.Length,
        People = board.People.IsDefault
            ? []
            : [.. board.People.Take(ImportBounds.PeopleMax).Select(one => LedgerPerson.Of(plan, one))],
        Notes = board.Notes.IsDefault ? [] : [.. board.Notes.Take(ImportBounds.NotesMax)],
    };

    /// <summary>After a slice.</summary>
    public ImportLedger After(ImportSlice slice)
    {
        var next = this with
        {
            ListIsReady = slice.Failure is null || ListIsReady,
            Imported = Imported + slice.Imported,
            Skipped = Skipped + slice.Skipped,
            Comments = Comments + slice.Comments,
            Failure = slice.Failure,
        };
        return next with
        {
            Status = next switch
            {
                { Failure: not null } => ImportStatus.Failed,
                { ListIsReady: true } when next.Next == Total => ImportStatus.Finished,
                _ => ImportStatus.Running,
            },
        };
    }

    /// <summary>What clients see.</summary>
    public ImportProgress ToProgress(Guid import) => new(
        new ImportId(import), Status, ListId, Sections, Total, Imported, Skipped, Comments, Failure)
    {
        People = [.. People.Select(person => person.ToView(Members))],
        Notes = Notes,
    };
}

/// <summary>Someone whom the file names; the name sealed where this is stored.</summary>
[GenerateSerializer, Immutable, Alias("LedgerPerson")]
internal sealed record LedgerPerson(string Id, Personal<string> Name, UserId? UserId)
{
    /// <summary>From what the front end found.</summary>
    public static LedgerPerson Of(ImportPlan plan, ImportPerson person) => new(
        person.Id,
        new Personal<string>(ImportedComments.SubjectOf(plan.List.Source.System, person.Id), person.Name),
        person.UserId);

    /// <summary>What clients see.</summary>
    public ImportedPerson ToView(ImmutableArray<UserId> members) => new(
        Id,
        Name.Value ?? "",
        UserId,
        UserId switch
        {
            null => PersonMatch.Unknown,
            { } user when members.Contains(user) => PersonMatch.Member,
            _ => PersonMatch.NotMember,
        });
}

/// <summary>What came of one step.</summary>
internal sealed record ImportSlice(int Imported, int Skipped, int Comments, Refusal? Failure);
