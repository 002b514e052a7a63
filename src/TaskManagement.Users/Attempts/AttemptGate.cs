using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Users.Attempts;

/// <summary>
/// Slows down whoever guesses passwords, per account and per network. An attempt is taken before the password is
/// compared, so that many at once count too, and given back when it was right. Whether there is such an account
/// changes nothing. From networks where the owner is logged in, attempts have a budget of their own: others cannot use
/// it up and so lock the owner out.
/// </summary>
internal sealed class AttemptGate(IMasterKey master, IGrainFactory grains, IOptions<AuthOptions> options)
{
    private const string Purpose = "attempts";

    private static readonly Refusal TooMany = new(
        "too_many_attempts",
        "There were too many attempts with a wrong password. Wait some minutes and try again.",
        RefusalKind.TooMany);

    /// <summary>Lets an attempt pass, or refuses it.</summary>
    /// <param name="name">
    /// What names the account: the address that was typed, in its normal form; <c>null</c> for what cannot be one.
    /// </param>
    /// <param name="owner">Whose account it is; the empty id where there is none.</param>
    /// <param name="client">From where; <c>null</c> where that is not known.</param>
    public async Task<Result<AttemptPass>> EnterAsync(string? name, UserId owner, ClientOrigin? client)
    {
        var network = client?.Address is { } address ? ClientNetwork.Of(address) : null;
        var (perAccount, perNetwork) =
            (options.Value.AttemptsPerAccountMax, options.Value.AttemptsPerNetworkMax);
        var taken = ImmutableArray.CreateBuilder<AttemptTaken>();
        if (network is not null && !await TakeAsync(taken, $"network {network}", perNetwork))
            return TooMany;
        if (name is null || await TakeAsync(taken, $"account {name}", perAccount)
            || (network is not null && await IsAtHomeAsync(owner, network)
                && await TakeAsync(taken, $"account {name} from {network}", perAccount)))
            return new AttemptPass(taken.ToImmutable());
        return TooMany;
    }

    /// <summary>The password was right, or was not compared: the attempt was none.</summary>
    public Task ForgiveAsync(AttemptPass pass) =>
        Task.WhenAll(pass.Taken.Select(taken => grains.GetGrain<IAttemptsGrain>(taken.Key).GiveBack(taken.Max)));

    private async Task<bool> TakeAsync(ImmutableArray<AttemptTaken>.Builder taken, string what, int max)
    {
        var key = master.Pseudonym(Purpose, what);
        if (!await grains.GetGrain<IAttemptsGrain>(key).TryTake(max))
            return false;
        taken.Add(new AttemptTaken(key, max));
        return true;
    }

    private async Task<bool> IsAtHomeAsync(UserId owner, string network)
    {
        if (owner == default)
            return false;
        var sessions = await grains.GetGrain<IUserSessionsGrain>(owner.Value).Living(new Caller(owner, []));
        return sessions.Succeeded && sessions.Value.Any(
            session => session.Client.Address is { } address && ClientNetwork.Of(address) == network);
    }
}

/// <summary>What an attempt has taken from whom.</summary>
internal sealed record AttemptPass(ImmutableArray<AttemptTaken> Taken);

/// <summary>One attempt of a budget.</summary>
internal readonly record struct AttemptTaken(string Key, int Max);
