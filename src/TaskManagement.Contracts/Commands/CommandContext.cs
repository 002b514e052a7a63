using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Commands;

/// <summary>Identifies a command over all its repetitions; what it creates takes its id from here.</summary>
[GenerateSerializer, Immutable, Alias("CommandId"), JsonConverter(typeof(IdJsonConverter<CommandId>))]
public readonly record struct CommandId(Guid Value) : IId<CommandId>
{
    /// <inheritdoc/>
    public static CommandId From(Guid value) => new(value);

    /// <summary>The command of a caller's Idempotency-Key on a route: the same three give the same command.</summary>
    public static CommandId FromKey(UserId caller, string route, string key) =>
        new(DerivedId.FromParts("command", caller.ToString(), route, key));

    /// <summary>A command that follows from this one, such as one of many that an import or a consumer sends.</summary>
    public CommandId Derive(string purpose) => new(DerivedId.From(Value, purpose));

    /// <summary>The id of something that this command creates.</summary>
    public Guid NewId(string kind) => DerivedId.From(Value, kind);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Where a change came from. It is stored with every event.</summary>
[GenerateSerializer, Alias("Origin"), JsonConverter(typeof(JsonStringEnumConverter<Origin>))]
public enum Origin
{
    /// <summary>A client's request.</summary>
    [JsonStringEnumMemberName("api")] Api,

    /// <summary>An import; it notifies nobody.</summary>
    [JsonStringEnumMemberName("import")] Import,

    /// <summary>The system itself, following up on an event.</summary>
    [JsonStringEnumMemberName("system")] System,
}

/// <summary>On whose behalf a grain is called.</summary>
/// <param name="UserId">The user; <see cref="Guid.Empty"/> for the system.</param>
/// <param name="Roles">Names of the user's roles, as in the token that the front end has verified.</param>
[GenerateSerializer, Immutable, Alias("Caller")]
public sealed record Caller(UserId UserId, ImmutableArray<string> Roles)
{
    /// <summary>The system itself: consumers and housekeeping.</summary>
    public static Caller System { get; } = new(default, []);

    /// <summary>Someone who has not logged in.</summary>
    public static Caller Anonymous { get; } = new(default, ["Anonymous"]);

    /// <summary>Whether this is the system.</summary>
    [JsonIgnore]
    public bool IsSystem => UserId == default && Roles.IsEmpty;

    /// <summary>Whether the user holds the built-in role Administrator.</summary>
    [JsonIgnore]
    public bool IsAdministrator => Roles.Contains(RoleNames.Administrator);
}

/// <summary>The built-in roles.</summary>
public static class RoleNames
{
    /// <summary>May manage users and operate the system.</summary>
    public const string Administrator = "Administrator";

    /// <summary>May own and share lists.</summary>
    public const string Member = "Member";
}

/// <summary>
/// What travels with every command: its identity, who sends it and when. Clock and chance come from here, so that the
/// decision that follows is pure.
/// </summary>
/// <param name="Id">The command's identity; the same over repetitions.</param>
/// <param name="Caller">On whose behalf.</param>
/// <param name="At">When the front end took it, UTC.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="BodyHash">SHA-256 of the request's body in hex; another body under the same id is refused.</param>
/// <param name="IfVersion">The version that the caller has seen (If-Match); another one is refused as stale.</param>
/// <param name="TraceParent">The W3C trace context, stored with the events.</param>
[GenerateSerializer, Immutable, Alias("CommandContext")]
public sealed record CommandContext(
    CommandId Id,
    Caller Caller,
    DateTimeOffset At,
    Origin Origin,
    string BodyHash,
    long? IfVersion,
    string? TraceParent)
{
    /// <summary>The context of a command that follows from this one, for the same caller at the same time.</summary>
    public CommandContext Derive(string purpose) => this with { Id = Id.Derive(purpose), IfVersion = null };
}
