using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Tests.Auth;

public sealed class VerificationKeysTests : IDisposable
{
    private readonly GrainStubs _grains = new();
    private readonly TestClock _clock = new();
    private readonly TestTokens _tokens = new();
    private readonly VerificationKeys _keys;
    private ImmutableArray<VerificationKey> _served;

    public VerificationKeysTests()
    {
        _served = [_tokens.PublicKey];
        _grains.When<IAccountsGrain>(nameof(IAccountsGrain.VerificationKeys), _ => Task.FromResult(_served));
        _keys = new VerificationKeys(
            _grains.Factory,
            Options.Create(new ApiOptions { KeysRefreshSecondsMin = 3, KeysAgeSecondsMax = 300 }),
            _clock);
    }

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Find_WhenKeyIsKnown_ThenNotAskedAgain()
    {
        Assert.NotNull(await _keys.FindAsync(_tokens.KeyId));
        Assert.NotNull(await _keys.FindAsync(_tokens.KeyId));
        Assert.Single(_grains.Calls);
    }

    [Fact]
    public async Task Find_WhenForgedIdsPourIn_ThenAskedOnce()
    {
        for (var i = 0; i < 100; i++)
            Assert.Null(await _keys.FindAsync($"forged-{i}"));
        Assert.Single(_grains.Calls);
    }

    [Fact]
    public async Task Find_WhenKeyIsNew_ThenFoundAfterTheShortestTime()
    {
        var next = new TestTokens();
        Assert.NotNull(await _keys.FindAsync(_tokens.KeyId));
        _served = [next.PublicKey, _tokens.PublicKey];
        Assert.Null(await _keys.FindAsync(next.KeyId));
        _clock.Offset = TimeSpan.FromSeconds(4);
        Assert.NotNull(await _keys.FindAsync(next.KeyId));
    }

    [Fact]
    public async Task Find_WhenKeyIsWithdrawn_ThenGoneOnceTheAnswerIsOld()
    {
        Assert.NotNull(await _keys.FindAsync(_tokens.KeyId));
        _served = [];
        _clock.Offset = TimeSpan.FromSeconds(301);
        Assert.Null(await _keys.FindAsync(_tokens.KeyId));
    }
}
