using System.Collections.Immutable;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Users.Revocations;

/// <summary>What was called back lately.</summary>
[GenerateSerializer, Immutable, Alias("RevocationsState")]
internal sealed record RevocationsState
{
    /// <summary>The number of the newest that there ever was.</summary>
    [Id(0)]
    public long Last { get; init; }

    /// <summary>In the order of their numbers.</summary>
    [Id(1)]
    public ImmutableArray<Revocation> Revocations { get; init; } = [];

    /// <summary>With more of them, and without those that need not be known any longer.</summary>
    /// <param name="credentials">What is called back.</param>
    /// <param name="now">The time.</param>
    /// <param name="forgetAt">When the last token that was made from them has expired.</param>
    /// <param name="max">How many are kept; of more, the eldest go, whose tokens have the least time left.</param>
    public RevocationsState With(
        ImmutableArray<Guid> credentials, DateTimeOffset now, DateTimeOffset forgetAt, int max) => new()
        {
            Last = Last + credentials.Length,
            Revocations =
            [
                .. Revocations.Where(revocation => revocation.ForgetAt > now)
                    .Concat(credentials.Select((id, index) => new Revocation(Last + index + 1, id, forgetAt)))
                    .TakeLast(max),
            ],
        };

    /// <summary>What came after a number. One from the future is of a state that was lost: then all is new.</summary>
    public RevocationNews After(long number) => new(
        Last,
        number == Last ? []
            : number > Last ? Revocations
            : [.. Revocations.SkipWhile(revocation => revocation.Number <= number)]);
}
