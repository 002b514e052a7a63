using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Undo;

namespace TaskManagement.Tasks.Lists.Acts;

/// <summary>
/// Takes an act back by events that do the opposite, the last one first. Where something has been changed since, the
/// act stays: taking it back would lose that.
/// </summary>
internal static class UndoListAct
{
    public static Decision<ListEvent> Decide(ListState? state, PastAct act)
    {
        if (state is not { } list)
            return ListRefusals.NotFound;
        if (Collisions(list, act) is { Count: > 0 } fields)
            return UndoRefusals.Collides(fields);
        var events = ImmutableArray.CreateBuilder<ListEvent>();
        events.Add(new ListUndone(list.Id, act.FirstVersion, act.LastVersion));
        foreach (var recorded in act.Events.Reverse().Where(recorded => recorded.Event is not ListUndone))
        {
            if (ListOpposites.Of(list, recorded.Event) is not { } opposite)
                return UndoRefusals.CannotBeUndone;
            events.Add(opposite);
            list = ListEvolution.Evolve(list, opposite, new EventMetadata(list.UpdatedAt, null));
        }

        return events.ToImmutable();
    }

    /// <summary>The right that taking the act back needs: the same as the act.</summary>
    public static ListAct RightFor(PastAct act) =>
        act.Events.All(recorded => recorded.Event is
            ListSectionAdded or ListSectionChanged or ListSectionRemoved or ListLabelAdded or ListLabelChanged
            or ListLabelRemoved or ListFieldAdded or ListFieldChanged or ListFieldRemoved or ListUndone)
            ? ListAct.Edit
            : ListAct.Administer;

    private static ImmutableDictionary<string, string> Collisions(ListState list, PastAct act) => act.Events
        .SelectMany(recorded => ListOpposites.Changed(list, recorded.Event))
        .Distinct()
        .ToImmutableDictionary(field => field, field => $"was changed {act.LaterVersions(ListHistory.Changes, field)}");
}
