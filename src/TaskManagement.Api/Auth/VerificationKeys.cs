using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Auth;

/// <summary>
/// The public keys of access tokens, as the accounts know them. They are asked for again when they are old, and when a
/// token names one that is unknown, but not more often than every few seconds: forged key ids must cost nothing.
/// </summary>
internal sealed class VerificationKeys(IGrainFactory grains, IOptions<ApiOptions> options, TimeProvider clock)
    : IDisposable
{
    private readonly TimeSpan _ageMax = TimeSpan.FromSeconds(options.Value.KeysAgeSecondsMax);
    private readonly TimeSpan _refreshMin = TimeSpan.FromSeconds(options.Value.KeysRefreshSecondsMin);
    private readonly SemaphoreSlim _refreshing = new(1);
    private volatile Known _known = new(FrozenDictionary<string, SecurityKey>.Empty, DateTimeOffset.MinValue);

    /// <summary>The key with this id, or <c>null</c>. There is no other to fall back to.</summary>
    public async ValueTask<SecurityKey?> FindAsync(string keyId)
    {
        var known = _known;
        var age = clock.GetUtcNow() - known.AskedAt;
        if (known.Keys.TryGetValue(keyId, out var key) && age < _ageMax)
            return key;
        if (age >= _refreshMin)
            known = await RefreshAsync(known);
        return known.Keys.GetValueOrDefault(keyId);
    }

    public void Dispose() => _refreshing.Dispose();

    private async Task<Known> RefreshAsync(Known seen)
    {
        await _refreshing.WaitAsync();
        try
        {
            // Whoever waited here finds that another request has asked already.
            if (!ReferenceEquals(_known, seen))
                return _known;
            var keys = await grains.GetGrain<IAccountsGrain>(0).VerificationKeys();
            return _known = new Known(keys.ToFrozenDictionary(key => key.KeyId, KeyOf), clock.GetUtcNow());
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private static SecurityKey KeyOf(VerificationKey key) => new JsonWebKey
    {
        Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Crv = JsonWebKeyECTypes.P256,
        Kid = key.KeyId,
        X = key.X,
        Y = key.Y,
    };

    private sealed record Known(FrozenDictionary<string, SecurityKey> Keys, DateTimeOffset AskedAt);
}
