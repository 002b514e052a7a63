using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Lists.Acts;

namespace TaskManagement.Tasks.Lists;

/// <summary>What a command comes to: the right that it needs, and how it is decided.</summary>
/// <param name="Right">The right; <c>null</c> where the act itself says who may.</param>
/// <param name="Decide">The pure decision on the current state.</param>
internal sealed record ListActPlan(ListAct? Right, Func<ListState?, Decision<ListEvent>> Decide);

/// <summary>The acts of a list: every command has one.</summary>
internal static class ListActs
{
    /// <summary>The act of a command; undo, which reads the past first, is the grain's.</summary>
    public static ListActPlan Of(ListId id, ListCommand command, CommandContext context) => command switch
    {
        // Anyone who may own lists may make one; that is the act's to decide.
        CreateList create => new(null, state => CreateListAct.Decide(state, id, create, context)),
        PatchList patch => new(ListAct.Administer, state => PatchListAct.Decide(state, patch)),
        SetListMember set => new(ListAct.Administer, state => SetListMemberAct.Decide(state, set)),
        // Whoever leaves by themselves needs no leave; that they are a member is the act's to decide.
        RemoveListMember remove => new(
            remove.UserId == context.Caller.UserId ? null : ListAct.Administer,
            state => RemoveListMemberAct.Decide(state, remove, context)),
        AddSection add => new(ListAct.Edit, state => AddSectionAct.Decide(state, add, context)),
        PatchSection patch => new(ListAct.Edit, state => PatchSectionAct.Decide(state, patch)),
        RemoveSection remove => new(ListAct.Edit, state => RemoveSectionAct.Decide(state, remove)),
        AddLabel add => new(ListAct.Edit, state => AddLabelAct.Decide(state, add, context)),
        PatchLabel patch => new(ListAct.Edit, state => PatchLabelAct.Decide(state, patch)),
        RemoveLabel remove => new(ListAct.Edit, state => RemoveLabelAct.Decide(state, remove)),
        AddField add => new(ListAct.Edit, state => AddFieldAct.Decide(state, add, context)),
        ChangeField change => new(ListAct.Edit, state => ChangeFieldAct.Decide(state, change)),
        RemoveField remove => new(ListAct.Edit, state => RemoveFieldAct.Decide(state, remove)),
        DeleteList => new(ListAct.Administer, DeleteListAct.Decide),
        RestoreList => new(ListAct.Administer, RestoreListAct.Decide),
        PurgeList purge => new(ListAct.Administer, state => PurgeListAct.Decide(state, purge)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No such command."),
    };
}
