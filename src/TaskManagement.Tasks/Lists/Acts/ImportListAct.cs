using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Makes a list of another system, or adds the sections, labels and fields that it has gained since.</summary>
internal static class ImportListAct
{
    public static Decision<ListEvent> Decide(ListState? state, ListId id, ImportList command, CommandContext context)
    {
        var errors = new FieldErrors();
        var wanted = new ListCreated(
            id,
            ListFields.Name(errors, command.Name),
            ListFields.Description(errors, command.Description),
            context.Caller.UserId,
            ListFields.Imported(errors, command.Sections),
            ListFields.Imported(errors, command.Labels),
            command.Source);
        var fields = CustomFieldRules.Imported(errors, command.Fields);
        var members = Members(errors, command.Members, context);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        if (state is { } list)
            return Additions(list, wanted, fields);
        return ListAccess.MayOwn(context.Caller) ? Made(wanted, fields, members) : ListRefusals.MayNotOwn;
    }

    private static Decision<ListEvent> Made(
        ListCreated wanted, ImmutableArray<CustomField> fields, ImmutableArray<ImportMember> members) => new(
        [
            wanted,
            .. fields.Select(field => new ListFieldAdded(wanted.ListId, field)),
            .. members.Select(member => new ListMemberSet(wanted.ListId, member.UserId, null, member.Role)),
        ],
        null);

    /// <summary>
    /// What the list already has stays as people have made it here, name and colour included. So do its members: whom
    /// someone has taken out does not come back with a file.
    /// </summary>
    private static Decision<ListEvent> Additions(
        ListState list, ListCreated wanted, ImmutableArray<CustomField> fields)
    {
        var sections = wanted.Sections
            .ExceptBy(list.Sections.Select(known => known.Id), section => section.Id)
            .ToList();
        var labels = wanted.Labels.ExceptBy(list.Labels.Select(known => known.Id), label => label.Id).ToList();
        var newFields = fields.ExceptBy(list.Fields.Select(known => known.Key), field => field.Key).ToList();
        if (list.Sections.Length + sections.Count > ListBounds.SectionsMax)
            return ListRefusals.SectionsFull;
        if (list.Labels.Length + labels.Count > ListBounds.LabelsMax)
            return ListRefusals.LabelsFull;
        if (list.Fields.Length + newFields.Count > ListBounds.FieldsMax)
            return ListRefusals.FieldsFull;
        return new Decision<ListEvent>(
            [
                .. sections.Select(section => new ListSectionAdded(list.Id, section)),
                .. labels.Select(label => new ListLabelAdded(list.Id, label)),
                .. newFields.Select(field => new ListFieldAdded(list.Id, field)),
            ],
            null);
    }

    private static ImmutableArray<ImportMember> Members(
        FieldErrors errors, ImmutableArray<ImportMember> members, CommandContext context)
    {
        ImmutableArray<ImportMember> others = members.IsDefault
            ? []
            : [.. members.Where(member => member.UserId != context.Caller.UserId).DistinctBy(member => member.UserId)];
        ListFields.Count(errors, "members", others.Length + 1, ListBounds.MembersMax);
        if (others.Any(member => !Enum.IsDefined(member.Role)))
            errors.Add("members", "have a role that is not owner, editor, commenter or viewer");
        return others;
    }
}
