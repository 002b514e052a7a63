using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Lists;

/// <summary>The fold of a list's stream.</summary>
internal static class ListEvolution
{
    /// <summary>The state after one more event. It knows every event, and throws for one that cannot follow.</summary>
    public static ListState Evolve(ListState? state, ListEvent @event, EventMetadata metadata)
    {
        if (@event is ListPurged purged)
            return Purge(purged, metadata.At);
        var version = (state?.Version ?? 0) + 1;
        var next = (state, @event) switch
        {
            (null, ListCreated created) => Make(created, metadata.At),
            ({ } list, ListDetailsChanged changed) => Merge(list, changed.New),
            ({ } list, ListMemberSet set) => list with { Members = list.Members.SetItem(set.UserId, set.NewRole) },
            ({ } list, ListMemberRemoved removed) => list with { Members = list.Members.Remove(removed.UserId) },
            ({ } list, ListSectionAdded or ListSectionChanged or ListSectionRemoved) =>
                list with { Sections = Sections(list.Sections, @event) },
            ({ } list, ListLabelAdded or ListLabelChanged or ListLabelRemoved) =>
                list with { Labels = Labels(list.Labels, @event) },
            ({ } list, ListFieldAdded or ListFieldChanged or ListFieldRemoved) =>
                list with { Fields = Fields(list.Fields, @event) },
            ({ } list, ListArchived changed) => list with { Archived = changed.NewArchived },
            ({ } list, ListDeleted) => list with { DeletedAt = metadata.At },
            ({ } list, ListRestored) => list with { DeletedAt = null },
            ({ } list, ListUndone) => list,
            _ => throw new InvalidOperationException(
                $"{@event.GetType().Name} cannot be event {version} of the stream of list {state?.Id}."),
        };
        return next with
        {
            UpdatedAt = metadata.At,
            GuardVersion = MovesGuard(@event) ? version : next.GuardVersion,
            Version = version,
        };
    }

    /// <summary>
    /// Whether the event changes who may do what, so that late writes on an older permit must be refused.
    /// </summary>
    public static bool MovesGuard(ListEvent @event) => @event
        is ListCreated or ListMemberSet or ListMemberRemoved or ListArchived or ListDeleted or ListRestored
            or ListPurged;

    /// <summary>It follows from the event alone, for whoever folds has nothing else.</summary>
    private static ListState Purge(ListPurged purged, DateTimeOffset at) => new(
        purged.ListId,
        Name: "",
        Description: "",
        purged.OwnerId,
        Sections: [],
        Labels: [],
        Members: ImmutableDictionary<UserId, ListRole>.Empty,
        Source: null,
        Archived: false,
        DeletedAt: at,
        CreatedAt: at,
        UpdatedAt: at,
        GuardVersion: purged.ThroughVersion + 1,
        Version: purged.ThroughVersion + 1)
    {
        Purged = true,
    };

    private static ListState Make(ListCreated created, DateTimeOffset at) => new(
        created.ListId,
        created.Name,
        created.Description,
        created.OwnerId,
        created.Sections,
        created.Labels,
        ImmutableDictionary<UserId, ListRole>.Empty.Add(created.OwnerId, ListRole.Owner),
        created.Source,
        Archived: false,
        DeletedAt: null,
        CreatedAt: at,
        UpdatedAt: at,
        GuardVersion: 0,
        Version: 0);

    private static ImmutableArray<Section> Sections(ImmutableArray<Section> sections, ListEvent @event) => @event switch
    {
        ListSectionAdded added => Insert(sections, added.Index, added.Section),
        ListSectionChanged changed => Insert(Without(sections, changed.Old), changed.NewIndex, changed.New),
        ListSectionRemoved removed => Without(sections, removed.Section),
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "Is of no section."),
    };

    private static ImmutableArray<Label> Labels(ImmutableArray<Label> labels, ListEvent @event) => @event switch
    {
        ListLabelAdded added => Insert(labels, added.Index, added.Label),
        ListLabelChanged changed => [.. labels.Select(label => label.Id == changed.New.Id ? changed.New : label)],
        ListLabelRemoved removed => labels.RemoveAll(label => label.Id == removed.Label.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "Is of no label."),
    };

    private static ImmutableArray<CustomField> Fields(ImmutableArray<CustomField> fields, ListEvent @event) =>
        @event switch
        {
            ListFieldAdded added => Insert(fields, added.Index, added.Field),
            ListFieldChanged changed => [.. fields.Select(one => one.Id == changed.New.Id ? changed.New : one)],
            ListFieldRemoved removed => fields.RemoveAll(one => one.Id == removed.Field.Id),
            _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "Is of no field."),
        };

    private static ImmutableArray<Section> Without(ImmutableArray<Section> sections, Section section) =>
        sections.RemoveAll(known => known.Id == section.Id);

    private static ImmutableArray<T> Insert<T>(ImmutableArray<T> parts, int? index, T part) =>
        parts.Insert(Math.Min(index ?? parts.Length, parts.Length), part);

    private static ListState Merge(ListState list, ListDetails details) => list with
    {
        Name = details.Name.Or(list.Name),
        Description = details.Description.Or(list.Description),
    };
}
