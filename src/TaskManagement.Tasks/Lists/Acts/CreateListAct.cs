using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>Makes a list that the caller owns.</summary>
internal static class CreateListAct
{
    public static Decision<ListEvent> Decide(ListState? state, ListId id, CreateList command, CommandContext context)
    {
        if (!ListAccess.MayOwn(context.Caller))
            return ListRefusals.MayNotOwn;
        if (state is not null)
            return ListRefusals.AlreadyExists;
        var errors = new FieldErrors();
        var created = new ListCreated(
            id,
            ListFields.Name(errors, command.Name),
            ListFields.Description(errors, command.Description),
            context.Caller.UserId,
            Sections(errors, command, context),
            Labels: [],
            Source: null);
        return errors.ToRefusal() is { } refusal ? refusal : created;
    }

    private static ImmutableArray<Section> Sections(FieldErrors errors, CreateList command, CommandContext context)
    {
        var names = command.Sections.IsDefault ? [] : command.Sections;
        ListFields.Count(errors, "sections", names.Length, ListBounds.SectionsMax);
        return
        [
            .. names.Take(ListBounds.SectionsMax).Select((name, index) => new Section(
                new SectionId(context.Id.NewId($"section/{index}")), ListFields.Name(errors, name, "sections"))),
        ];
    }
}
