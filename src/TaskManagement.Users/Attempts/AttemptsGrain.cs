namespace TaskManagement.Users.Attempts;

/// <summary>
/// Nothing is stored: whoever makes the grain forget by waiting gains little over whoever waits for the budget.
/// </summary>
[GrainType("attempts")]
internal sealed class AttemptsGrain(TimeProvider clock) : Grain, IAttemptsGrain
{
    private AttemptBudget? _budget;

    public Task<bool> TryTake(int max)
    {
        var budget = Current(max);
        var taken = budget.Take();
        _budget = taken ?? budget;
        return Task.FromResult(taken is not null);
    }

    public Task GiveBack(int max)
    {
        _budget = Current(max).GiveBack(max);
        return Task.CompletedTask;
    }

    private AttemptBudget Current(int max)
    {
        var now = clock.GetUtcNow();
        return _budget?.Refilled(max, now) ?? AttemptBudget.Full(max, now);
    }
}
