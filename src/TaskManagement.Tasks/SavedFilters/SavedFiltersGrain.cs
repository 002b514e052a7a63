using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.SavedFilters;

/// <summary>Keeps the filters of one user.</summary>
[GrainType("saved-filters")]
internal sealed class SavedFiltersGrain(
    [PersistentState("filters", GrainStateStorage.Name)] IPersistentState<SavedFiltersState> saved)
    : Grain, ISavedFiltersGrain
{
    private const int AnsweredMax = 50;

    public Task<ImmutableArray<SavedFilter>> All() => Task.FromResult<ImmutableArray<SavedFilter>>(
    [
        .. saved.State.Filters.Select(filter => filter.ToFilter())
            .OrderBy(filter => filter.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(filter => filter.Id.Value),
    ]);

    public Task<Result<SavedFilter>> Get(FilterId id)
    {
        var found = SavedFilterActs.Find(saved.State.Filters, id);
        return Task.FromResult<Result<SavedFilter>>(found.Succeeded ? found.Value.ToFilter() : found.Refusal);
    }

    public Task<Result<SavedFilter>> Save(CommandContext context, SaveFilter command) =>
        CarryOutAsync(context, filters => SavedFilterActs.Save(filters, command, context));

    public Task<Result<SavedFilter>> Change(CommandContext context, ChangeFilter command) =>
        CarryOutAsync(context, filters => SavedFilterActs.Change(filters, command, context));

    public Task<Result<SavedFilter>> Forget(CommandContext context, ForgetFilter command) =>
        CarryOutAsync(context, filters => SavedFilterActs.Forget(filters, command, context));

    /// <summary>The outcome is kept with the filters in one write, so that a repetition gets the same answer.</summary>
    private async Task<Result<SavedFilter>> CarryOutAsync(
        CommandContext context,
        Func<ImmutableArray<StoredFilter>, Result<(ImmutableArray<StoredFilter> Filters, StoredFilter Answer)>> act)
    {
        var state = saved.State;
        if (state.Answered.FirstOrDefault(known => known.Id == context.Id) is { } known)
            return known.BodyHash == context.BodyHash ? known.Answer.ToFilter() : Refusals.IdempotencyKeyReused;
        var outcome = act(state.Filters);
        if (!outcome.Succeeded)
            return outcome.Refusal;
        var (filters, answer) = outcome.Value;
        saved.State = new SavedFiltersState
        {
            Filters = filters,
            Answered = [.. state.Answered.TakeLast(AnsweredMax - 1), new(context.Id, context.BodyHash, answer)],
        };
        try
        {
            await saved.WriteStateAsync();
        }
        catch
        {
            // Memory may now be ahead of the storage, and would show a filter that a restart forgets.
            DeactivateOnIdle();
            throw;
        }

        return answer.ToFilter();
    }
}
