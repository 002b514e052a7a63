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
        var version = (state?.Version ?? 0) + 1;
        var next = (state, @event) switch
        {
            (null, ListCreated created) => Make(created, metadata.At),
            ({ } list, ListDetailsChanged changed) => Merge(list, changed.New),
            ({ } list, ListMemberSet set) => list with { Members = list.Members.SetItem(set.UserId, set.NewRole) },
            ({ } list, ListMemberRemoved removed) => list with { Members = list.Members.Remove(removed.UserId) },
            ({ } list, ListSectionAdded added) => list with { Sections = list.Sections.Add(added.Section) },
            ({ } list, ListLabelAdded added) => list with { Labels = list.Labels.Add(added.Label) },
            ({ } list, ListFieldAdded added) => list with { Fields = list.Fields.Add(added.Field) },
            ({ } list, ListFieldChanged changed) => list with { Fields = Replaced(list.Fields, changed.New) },
            ({ } list, ListFieldRemoved removed) => list with
            {
                Fields = list.Fields.RemoveAll(field => field.Id == removed.Field.Id),
            },
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
    public static bool MovesGuard(ListEvent @event) => @event is ListCreated or ListMemberSet or ListMemberRemoved;

    private static ListState Make(ListCreated created, DateTimeOffset at) => new(
        created.ListId,
        created.Name,
        created.Description,
        created.OwnerId,
        created.Sections,
        created.Labels,
        ImmutableDictionary<UserId, ListRole>.Empty.Add(created.OwnerId, ListRole.Owner),
        created.Source,
        CreatedAt: at,
        UpdatedAt: at,
        GuardVersion: 0,
        Version: 0);

    private static ImmutableArray<CustomField> Replaced(ImmutableArray<CustomField> fields, CustomField changed) =>
        [.. fields.Select(field => field.Id == changed.Id ? changed : field)];

    private static ListState Merge(ListState list, ListDetails details) => list with
    {
        Name = details.Name.Or(list.Name),
        Description = details.Description.Or(list.Description),
    };
}
