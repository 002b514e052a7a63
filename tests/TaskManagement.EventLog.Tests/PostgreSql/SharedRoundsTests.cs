using TaskManagement.EventLog.PostgreSql;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.PostgreSql;

public sealed class SharedRoundsTests
{
    private readonly List<TaskCompletionSource> _rounds = [];

    [Fact]
    public async Task Run_WhenManyAskDuringARound_ThenAllShareTheNextOne()
    {
        var rounds = new SharedRounds(BeginAsync);
        var first = rounds.RunAsync();
        await RoundAsync(1);

        var waiting = Enumerable.Range(0, 10).Select(_ => rounds.RunAsync()).ToArray();
        End(1);
        await first;
        await RoundAsync(2);
        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        End(2);

        await Task.WhenAll(waiting);
        Assert.Equal(2, _rounds.Count);
    }

    [Fact]
    public async Task Run_WhenARoundFails_ThenItsCallersHearOfItAndTheNextGoesOn()
    {
        var rounds = new SharedRounds(BeginAsync);
        var first = rounds.RunAsync();
        await RoundAsync(1);
        var second = rounds.RunAsync();

        _rounds[0].SetException(new IOException("The disk is away."));

        await Assert.ThrowsAsync<IOException>(() => first);
        await RoundAsync(2);
        End(2);
        await second;
    }

    private Task BeginAsync()
    {
        var round = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_rounds)
            _rounds.Add(round);
        return round.Task;
    }

    private Task RoundAsync(int number) => Eventually.HoldsAsync(
        () =>
        {
            lock (_rounds)
                return _rounds.Count == number;
        },
        $"round {number} has begun");

    private void End(int number)
    {
        lock (_rounds)
            _rounds[number - 1].SetResult();
    }
}
