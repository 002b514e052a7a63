using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Users;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Api.Tests.Auth;

public sealed class KnownRevocationsTests : IDisposable
{
    private static readonly Guid First = Guid.CreateVersion7();
    private static readonly Guid Second = Guid.CreateVersion7();

    private readonly GrainStubs _grains = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly KnownRevocations _known;
    private RevocationNews _news = new(0, []);

    public KnownRevocationsTests()
    {
        _grains.When<IRevocationsGrain>(nameof(IRevocationsGrain.After), _ => Task.FromResult(_news));
        _known = new KnownRevocations(
            _grains.Factory, Options.Create(new ApiOptions()), _clock, NullLogger<KnownRevocations>.Instance);
    }

    private IEnumerable<long> Asked => _grains.Calls.Select(call => call.Argument<long>());

    public void Dispose() => _known.Dispose();

    [Fact]
    public async Task Ask_WhenThereIsNews_ThenKnownAndTheNextQuestionGoesOnFromThere()
    {
        _news = NewsOf(7, First);
        await _known.AskAsync(CancellationToken.None);
        await _known.AskAsync(CancellationToken.None);

        Assert.True(_known.Contains(First));
        Assert.False(_known.Contains(Second));
        Assert.Equal([0, 7], Asked);
    }

    [Fact]
    public async Task Ask_WhenAnElderOneCountsForNothingAnyMore_ThenItIsForgotten()
    {
        _news = NewsOf(1, First);
        await _known.AskAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(12));
        _news = NewsOf(2, Second);
        await _known.AskAsync(CancellationToken.None);

        Assert.False(_known.Contains(First));
        Assert.True(_known.Contains(Second));
    }

    [Fact]
    public async Task Run_WhenTheIntervalIsOver_ThenAsksAgainAlsoAfterAFailure()
    {
        _grains.When<IRevocationsGrain>(
            nameof(IRevocationsGrain.After), _ => Task.FromException<RevocationNews>(new TimeoutException()));
        await _known.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => !_grains.Calls.IsEmpty, "the first question is asked");
        _grains.When<IRevocationsGrain>(nameof(IRevocationsGrain.After), _ => Task.FromResult(NewsOf(1, First)));

        await Eventually.HoldsAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(new ApiOptions().RevocationsAskMilliseconds));
                return _known.Contains(First);
            },
            "the question is asked again");
        await _known.StopAsync(CancellationToken.None);
    }

    private RevocationNews NewsOf(long number, Guid credential) =>
        new(number, [new Revocation(number, credential, _clock.GetUtcNow().AddMinutes(11))]);
}
