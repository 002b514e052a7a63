using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Auth;

/// <summary>
/// What was called back, as this front end knows it: it asks one grain for the news at a short interval, so that a
/// request costs no call. While nobody answers, access tokens hold as they would without this, which is minutes; and
/// without the cluster they open nothing.
/// </summary>
internal sealed class KnownRevocations(
    IGrainFactory grains, IOptions<ApiOptions> options, TimeProvider clock, ILogger<KnownRevocations> logger)
    : BackgroundService
{
    /// <summary>Whoever waits for a silo that is gone learns nothing of its successor.</summary>
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _known = new();
    private long _last;
    private bool _failing;

    /// <summary>Whether this credential was called back.</summary>
    public bool Contains(Guid credential) => _known.ContainsKey(credential);

    /// <summary>Asks for the news. The grain bounds how many there are, and what is over is forgotten.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        var news = await grains.GetGrain<IRevocationsGrain>(0).After(_last).WaitAsync(AnswerWait, clock, cancellation);
        foreach (var revocation in news.Revocations)
            _known[revocation.Credential] = revocation.ForgetAt;
        _last = news.Last;
        if (!news.Revocations.IsEmpty)
            ForgetOld();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(
            TimeSpan.FromMilliseconds(options.Value.RevocationsAskMilliseconds), clock);
        do
            await TryAskAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAskAsync(CancellationToken cancellation)
    {
        try
        {
            await AskAsync(cancellation);
            _failing = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Once for every outage: the interval is short.
            if (!_failing)
                logger.LogWarning(error, "Which sessions have ended could not be learnt; this is asked on and on");
            _failing = true;
        }
    }

    private void ForgetOld()
    {
        var now = clock.GetUtcNow();
        foreach (var (credential, _) in _known.Where(known => known.Value <= now))
            _known.TryRemove(credential, out _);
    }
}
