using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TaskManagement.Contracts.Results;

/// <summary>What sort of refusal; the front end maps it to a status code.</summary>
[GenerateSerializer, Alias("RefusalKind")]
public enum RefusalKind
{
    /// <summary>The command is malformed (400).</summary>
    Invalid,

    /// <summary>No such thing, or nothing that this caller may see (404).</summary>
    NotFound,

    /// <summary>The caller may see it and may not do this (403).</summary>
    Forbidden,

    /// <summary>The state does not allow it (409).</summary>
    Conflict,

    /// <summary>The caller's version is no longer the current one (412).</summary>
    Stale,

    /// <summary>Not logged in, or with wrong credentials (401).</summary>
    Unauthenticated,

    /// <summary>Well-formed and still impossible, such as a reused Idempotency-Key (422).</summary>
    Unprocessable,

    /// <summary>Too much to do at the moment; the same may succeed a little later (503).</summary>
    Unavailable,

    /// <summary>This caller has tried too often; the same may succeed some minutes later (429).</summary>
    TooMany,
}

/// <summary>An expected "no".</summary>
/// <param name="Code">Stable, in snake_case; clients branch on it.</param>
/// <param name="Message">For people: what is wrong and how to mend it.</param>
/// <param name="Kind">What sort of refusal.</param>
/// <param name="Fields">
/// Per field of the command (camelCase) what is wrong with it; empty where no field is to blame.
/// </param>
[GenerateSerializer, Immutable, Alias("Refusal")]
[method: JsonConstructor]
public sealed record Refusal(string Code, string Message, RefusalKind Kind, ImmutableDictionary<string, string> Fields)
{
    /// <summary>A refusal that no single field is to blame for.</summary>
    public Refusal(string code, string message, RefusalKind kind)
        : this(code, message, kind, ImmutableDictionary<string, string>.Empty)
    {
    }

    /// <summary>A refusal of one field.</summary>
    public static Refusal OfField(string field, string message, string code = "validation_failed") =>
        new(
            code,
            $"{field}: {message}",
            RefusalKind.Invalid,
            ImmutableDictionary<string, string>.Empty.Add(field, message));

    /// <summary>A refusal of one or more fields at once, so that a caller can mend them all in one go.</summary>
    public static Refusal OfFields(ImmutableDictionary<string, string> fields) => new(
        "validation_failed",
        string.Join(
            "; ",
            fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {field.Value}")),
        RefusalKind.Invalid,
        fields);
}
