using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Users.Accounts;
using TaskManagement.Users.Names;

namespace TaskManagement.Users.Tests;

/// <summary>What tests of this context begin with.</summary>
internal static class Fixtures
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    public static readonly RegisterUser Ada = new("ada@example.org", "ada", "Ada", "Lovelace", "correct horse");

    public static readonly AccountClaims AllFree = new(
        new StreamName("email-e"), new NameClaim(null, 0), new StreamName("handle-h"), new NameClaim(null, 0), true);

    public static CommandContext Context(int seed = 1, Caller? caller = null) => new(
        Command(seed), caller ?? Caller.Anonymous, Noon, Origin.Api, $"body-{seed}", null, null);

    public static CommandId Command(int seed) => new(DerivedId.FromParts("test", $"{seed}"));

    public static EventMetadata RecordedAt(DateTimeOffset at) => new(at, null);

    public static Registration Read(RegisterUser command) =>
        Registration.Read(command) is { Succeeded: true, Value: var read }
            ? read
            : throw new InvalidOperationException("The test's registration should be in order.");

    public static Refusal RefusalOf<T>(Result<T> result) =>
        result.Refusal ?? throw new InvalidOperationException("A refusal was expected, and it succeeded.");
}
