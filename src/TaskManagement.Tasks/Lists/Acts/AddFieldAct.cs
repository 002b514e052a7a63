using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Adds a custom field. The same command again finds it there.</summary>
internal static class AddFieldAct
{
    public static Decision<ListEvent> Decide(ListState? state, AddField command, CommandContext context)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        var id = new FieldId(context.Id.NewId("field"));
        if (list.Fields.Any(known => known.Id == id))
            return Decision<ListEvent>.Unchanged;
        var errors = new FieldErrors();
        var type = CustomFieldRules.Type(errors, command.Type);
        var field = new CustomField(
            id,
            CustomFieldRules.Key(errors, list, command.Key),
            ListFields.Name(errors, command.Name),
            type,
            command.Required,
            CustomFieldRules.Choices(errors, type, command.Choices));
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        return list.Fields.Length >= ListBounds.FieldsMax
            ? ListRefusals.FieldsFull
            : new ListFieldAdded(list.Id, field);
    }
}
