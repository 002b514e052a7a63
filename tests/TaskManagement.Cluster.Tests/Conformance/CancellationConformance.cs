namespace TaskManagement.Cluster.Tests.Conformance;

public interface ICancellable : IGrainWithStringKey
{
    /// <summary>Notes that it began, and that its token was cancelled.</summary>
    Task<int> Wait(string board, CancellationToken token = default);

    Task Hold(string gate, string board);

    [ResponseTimeout("00:00:01")]
    Task Slow(string gate, string board);
}

[GrainType("conformance.cancellable")]
internal sealed class CancellableGrain : Grain, ICancellable
{
    public async Task<int> Wait(string board, CancellationToken token)
    {
        Board.Write(board, "began");
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(() => cancelled.TrySetResult());
        await cancelled.Task;
        Board.Write(board, "cancelled");
        return 1;
    }

    public async Task Hold(string gate, string board)
    {
        Board.Write(board, "held");
        await Gates.Opened(gate);
    }

    public async Task Slow(string gate, string board)
    {
        await Gates.Opened(gate);
        Board.Write(board, "went on");
    }
}

[Collection(ConformanceCollection.Name)]
public sealed class CancellationConformance(ConformanceCluster cluster)
{
    private static readonly string[] NeverRanOrCancelled = ["held,held", "held,began,cancelled,held"];
    private readonly string _key = Guid.NewGuid().ToString();

    private ICancellable Grain => cluster.Client.GetGrain<ICancellable>(_key);

    [Fact]
    public void Call_WhenTheTokenIsAlreadyCancelled_ThenThrowsBeforeItReturns()
    {
        var token = new CancellationToken(canceled: true);

        Assert.ThrowsAny<OperationCanceledException>(() => { _ = Grain.Wait(_key, token); });
        Assert.Empty(Board.Read(_key));
    }

    [Fact]
    public async Task Call_WhenCancelledWhileItRuns_ThenTheCallerIsFreeAndTheCalleeIsTold()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.Wait(_key, source.Token);
        await Eventually.Noted(_key, "began");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.Noted(_key, "began", "cancelled");
    }

    [Fact]
    public async Task Call_WhenCancelledWhileItWaits_ThenItNeverRunsOrIsCancelledAsItBegins()
    {
        var holding = Grain.Hold(_key, _key);
        await Eventually.Noted(_key, "held");
        using var source = new CancellationTokenSource();
        var call = Grain.Wait(_key, source.Token);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Gates.Open(_key);
        await holding;

        await Grain.Hold(_key, _key);
        // The cancellation travels on its own, and may reach the grain after the gate has opened.
        Assert.Contains(string.Join(",", Board.Read(_key)), NeverRanOrCancelled);
    }

    [Fact]
    [Trait(Traps.Name, Traps.Turns)]
    public async Task Call_WhenItTakesTooLong_ThenTimeoutAndTheCalleeGoesOn()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Slow(_key, _key));

        Assert.Empty(Board.Read(_key));
        Gates.Open(_key);
        await Eventually.Noted(_key, "went on");
    }
}
