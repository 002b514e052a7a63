using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.History;

namespace TaskManagement.Tasks.Lists;

/// <summary>What each event of a list changed, field by field.</summary>
internal static class ListHistory
{
    public static ImmutableArray<FieldChange> Changes(IDomainEvent @event) => @event switch
    {
        ListCreated created => new FieldChanges()
            .AddMade("name", created.Name)
            .AddMade("description", created.Description)
            .AddMade("ownerId", created.OwnerId)
            .AddMade("sections", created.Sections)
            .AddMade("labels", created.Labels)
            .AddMade("source", created.Source)
            .ToArray(),
        ListDetailsChanged changed => new FieldChanges()
            .AddPresent("name", changed.Old.Name, changed.New.Name)
            .AddPresent("description", changed.Old.Description, changed.New.Description)
            .ToArray(),
        ListMemberSet set => new FieldChanges()
            .Add("member", Member(set.UserId, set.OldRole), Member(set.UserId, set.NewRole))
            .ToArray(),
        ListMemberRemoved removed => new FieldChanges()
            .Add("member", Member(removed.UserId, removed.OldRole), null)
            .ToArray(),
        ListArchived changed => new FieldChanges()
            .Add("archived", changed.OldArchived, changed.NewArchived)
            .ToArray(),
        ListDeleted => new FieldChanges().Add("deleted", false, true).ToArray(),
        ListRestored => new FieldChanges().Add("deleted", true, false).ToArray(),
        ListPurged => new FieldChanges().Add("purged", false, true).ToArray(),
        ListUndone undone => new FieldChanges()
            .AddMade("undoneVersions", new { undone.FirstVersion, undone.LastVersion })
            .ToArray(),
        _ => ChangesOfParts(@event),
    };

    /// <summary>Sections, labels, custom fields.</summary>
    private static ImmutableArray<FieldChange> ChangesOfParts(IDomainEvent @event) => @event switch
    {
        ListSectionAdded added => new FieldChanges().AddMade("section", added.Section).ToArray(),
        ListSectionChanged changed => new FieldChanges()
            .Add("section", changed.Old, changed.New)
            .Add("sectionIndex", changed.OldIndex, changed.NewIndex)
            .ToArray(),
        ListSectionRemoved removed => new FieldChanges().Add("section", removed.Section, null).ToArray(),
        ListLabelAdded added => new FieldChanges().AddMade("label", added.Label).ToArray(),
        ListLabelChanged changed => new FieldChanges().Add("label", changed.Old, changed.New).ToArray(),
        ListLabelRemoved removed => new FieldChanges().Add("label", removed.Label, null).ToArray(),
        ListFieldAdded added => new FieldChanges().AddMade("field", added.Field).ToArray(),
        ListFieldChanged changed => new FieldChanges().Add("field", changed.Old, changed.New).ToArray(),
        ListFieldRemoved removed => new FieldChanges().Add("field", removed.Field, null).ToArray(),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is no event of a list."),
    };

    private static object? Member(UserId user, ListRole? role) => role is null ? null : new { userId = user, role };
}
