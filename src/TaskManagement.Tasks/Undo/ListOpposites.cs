using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Tasks.Lists;

namespace TaskManagement.Tasks.Undo;

/// <summary>The opposite of each event of a list.</summary>
internal static class ListOpposites
{
    /// <summary>The event that takes another back; <c>null</c> where none can.</summary>
    /// <param name="list">The list now.</param>
    /// <param name="event">What is to be taken back.</param>
    public static ListEvent? Of(ListState list, IDomainEvent @event) => @event switch
    {
        ListCreated => new ListDeleted(list.Id),
        ListDetailsChanged e => new ListDetailsChanged(list.Id, e.New, e.Old),
        ListMemberSet { OldRole: { } role } e => new ListMemberSet(list.Id, e.UserId, e.NewRole, role),
        ListMemberSet e => new ListMemberRemoved(list.Id, e.UserId, e.NewRole),
        ListMemberRemoved e => new ListMemberSet(list.Id, e.UserId, null, e.OldRole),
        ListSectionAdded e => new ListSectionRemoved(
            list.Id, e.Section, IndexOf(list.Sections, section => section.Id == e.Section.Id)),
        ListSectionChanged e => new ListSectionChanged(list.Id, e.New, e.Old, e.NewIndex, e.OldIndex),
        ListSectionRemoved e => new ListSectionAdded(list.Id, e.Section, e.Index),
        ListLabelAdded e => new ListLabelRemoved(
            list.Id, e.Label, IndexOf(list.Labels, label => label.Id == e.Label.Id)),
        ListLabelChanged e => new ListLabelChanged(list.Id, e.New, e.Old),
        ListLabelRemoved e => new ListLabelAdded(list.Id, e.Label, e.Index),
        ListFieldAdded e => new ListFieldRemoved(
            list.Id, e.Field, IndexOf(list.Fields, field => field.Id == e.Field.Id)),
        ListFieldChanged e => new ListFieldChanged(list.Id, e.New, e.Old),
        ListFieldRemoved e => new ListFieldAdded(list.Id, e.Field, e.Index),
        ListArchived e => new ListArchived(list.Id, e.NewArchived, e.OldArchived),
        ListDeleted => new ListRestored(list.Id),
        ListRestored => new ListDeleted(list.Id),
        _ => null,
    };

    /// <summary>The fields of an event that are not any more as it left them.</summary>
    public static IEnumerable<string> Changed(ListState list, IDomainEvent @event) => @event switch
    {
        ListDetailsChanged e =>
        [
            .. One("name", !e.New.Name.HasValue || e.New.Name.Value == list.Name),
            .. One("description", !e.New.Description.HasValue || e.New.Description.Value == list.Description),
        ],
        ListMemberSet e => One("member", list.RoleOf(e.UserId) == e.NewRole),
        ListMemberRemoved e => One("member", list.RoleOf(e.UserId) is null),
        ListSectionAdded e => One("section", list.Sections.Contains(e.Section)),
        ListSectionChanged e => One("section", list.Sections.Contains(e.New)),
        ListSectionRemoved e => One("section", list.Sections.All(section => section.Id != e.Section.Id)),
        ListLabelAdded e => One("label", list.Labels.Contains(e.Label)),
        ListLabelChanged e => One("label", list.Labels.Contains(e.New)),
        ListLabelRemoved e => One("label", list.Labels.All(label => label.Id != e.Label.Id)),
        ListFieldAdded e => One("field", Has(list, e.Field)),
        ListFieldChanged e => One("field", Has(list, e.New)),
        ListFieldRemoved e => One(
            "field", list.Fields.All(field => field.Id != e.Field.Id && field.Key != e.Field.Key)),
        ListArchived e => One("archived", list.Archived == e.NewArchived),
        ListCreated or ListRestored => One("deleted", !list.Deleted),
        ListDeleted => One("deleted", list.Deleted),
        _ => [],
    };

    // Arrays compare by reference, and what comes out of the log is never the same one.
    private static bool Has(ListState list, CustomField field) => list.Fields.Any(known =>
        known with { Choices = field.Choices } == field && known.Choices.SequenceEqual(field.Choices));

    private static int IndexOf<T>(ImmutableArray<T> parts, Predicate<T> isIt) => parts.ToList().FindIndex(isIt);

    private static IEnumerable<string> One(string field, bool isAsLeft) => isAsLeft ? [] : [field];
}
