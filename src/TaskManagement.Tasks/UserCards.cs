using System.Collections.Immutable;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks;

/// <summary>
/// What others see of people. Names are rendered on read, so that one who is erased disappears everywhere.
/// </summary>
internal static class UserCards
{
    private const string Nobody = "deleted user";

    /// <summary>Asks each user once, all at the same time.</summary>
    public static async Task<ImmutableDictionary<UserId, UserCard>> ReadAsync(
        IGrainFactory grains, IEnumerable<UserId> users)
    {
        var cards = await Task.WhenAll(users.Distinct().Select(user => ReadAsync(grains, user)));
        return cards.ToImmutableDictionary(card => card.Id);
    }

    /// <summary>
    /// The name of someone known only by name, as of an imported comment; the same as nobody once erased.
    /// </summary>
    public static string NameOf(Personal<string>? person) => person?.Value is { Length: > 0 } name ? name : Nobody;

    private static async Task<UserCard> ReadAsync(IGrainFactory grains, UserId user) =>
        await grains.GetGrain<IUserGrain>(user.Value).Card() ?? new UserCard(user, "", Nobody);
}
