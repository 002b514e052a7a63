using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Conventions.Routes;

/// <summary>Reads the parameters of a query; each may be given once. A malformed one is a 400 that names it.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private const int TextLengthMax = 200;

    /// <summary>A parameter that is misspelt must not silently filter nothing.</summary>
    public void RefuseUnknown(ImmutableArray<QueryParameter> known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Any(parameter => parameter.Name == name))
                throw Invalid(name, known.IsEmpty
                    ? "is not known: this address takes no parameters"
                    : "is not known here; known are " + string.Join(", ", known.Select(parameter => parameter.Name)));
            if (values.Count != 1)
                throw Invalid(name, "is to be given once");
        }
    }

    /// <summary>The value, or <c>null</c> where it is absent.</summary>
    public string? Raw(string name) => query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>The values of a parameter that is true or false.</summary>
    public static ImmutableArray<string> Truths { get; } = ["true", "false"];

    /// <summary>Text to search for.</summary>
    public string? Text(string name, int lengthMax = TextLengthMax) => Bounded(name, lengthMax);

    /// <summary>True or false; false where it is absent.</summary>
    public bool Truth(string name) => Choice(name, Truths, "false") == "true";

    /// <summary>A page: <c>limit</c> and <c>cursor</c>.</summary>
    public PageRequest Page()
    {
        var limit = PageRequest.LimitDefault;
        if (Raw("limit") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                || limit is < 1 or > PageRequest.LimitMax))
            throw Invalid("limit", $"is to be an integer from 1 to {PageRequest.LimitMax}");
        return new PageRequest(limit, Bounded("cursor", PageRequest.CursorLengthMax));
    }

    /// <summary>An id.</summary>
    public TId? Id<TId>(string name) where TId : struct, IId<TId> => Raw(name) switch
    {
        null => null,
        var text when Guid.TryParseExact(text, "D", out var id) => TId.From(id),
        _ => throw Invalid(name, "is to be a UUID"),
    };

    /// <summary>A user's id, or <c>me</c>.</summary>
    public UserId? UserOrMe(string name, UserId me) => Raw(name) == "me" ? me : Id<UserId>(name);

    /// <summary>A value of an enumeration.</summary>
    public TEnum? Choice<TEnum>(string name) where TEnum : struct, Enum
    {
        if (Raw(name) is not { } text)
            return null;
        var choices = JsonShapes.ChoicesOf(typeof(TEnum));
        var index = choices.IndexOf(text);
        return index >= 0 ? Enum.GetValues<TEnum>()[index] : throw NoChoice(name, choices);
    }

    /// <summary>One of these texts.</summary>
    public string Choice(string name, ImmutableArray<string> choices, string absent) => Raw(name) switch
    {
        null => absent,
        var text when choices.Contains(text) => text,
        _ => throw NoChoice(name, choices),
    };

    /// <summary>An instant. A day stands for its first instant, UTC.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Raw(name) is not { } text)
            return null;
        if (!TaskDate.TryParse(text, out var date))
            throw Invalid(name, "is to be an instant (2026-03-03T09:00:00Z; write + as %2B) or a day (2026-03-03)");
        return date.Instant ?? new DateTimeOffset(date.Day!.Value, TimeOnly.MinValue, TimeSpan.Zero);
    }

    /// <summary>A calendar day.</summary>
    public DateOnly? Day(string name)
    {
        if (Raw(name) is not { } text)
            return null;
        return DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Invalid(name, "is to be a day such as 2026-03-03");
    }

    /// <summary>The end of the request with a 400 that names the parameter.</summary>
    public static ProblemException Invalid(string name, string what) => new(ApiProblems.Invalid(name, what));

    private static ProblemException NoChoice(string name, ImmutableArray<string> choices) =>
        Invalid(name, "is to be one of " + string.Join(", ", choices));

    private string? Bounded(string name, int lengthMax)
    {
        if (Raw(name) is not { } text)
            return null;
        if (text.Length > lengthMax)
            throw Invalid(name, $"is longer than {lengthMax} characters");
        return text.Contains('\0') ? throw Invalid(name, "holds the character U+0000, which is not allowed") : text;
    }
}
