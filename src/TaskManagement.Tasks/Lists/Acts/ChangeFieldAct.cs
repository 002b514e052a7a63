using TaskManagement.Contracts.Lists;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>
/// Changes a custom field by a merge patch. Key and type stay: they say what the values are that tasks have already.
/// </summary>
internal static class ChangeFieldAct
{
    public static Decision<ListEvent> Decide(ListState? state, ChangeField command)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        if (list.Fields.FirstOrDefault(known => known.Id == command.Id) is not { } field)
            return ListRefusals.FieldNotFound;
        var errors = new FieldErrors();
        var changed = field with
        {
            Name = command.Name.HasValue ? ListFields.Name(errors, command.Name.Value) : field.Name,
            Required = command.Required.Or(field.Required),
            Choices = command.Choices.HasValue
                ? CustomFieldRules.Choices(errors, field.Type, command.Choices.Value)
                : field.Choices,
        };
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var isSame = changed with { Choices = field.Choices } == field && changed.Choices.SequenceEqual(field.Choices);
        return isSame ? Decision<ListEvent>.Unchanged : new ListFieldChanged(list.Id, field, changed);
    }
}
