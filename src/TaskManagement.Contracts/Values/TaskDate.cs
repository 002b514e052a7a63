using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskManagement.Contracts.Values;

/// <summary>
/// A date of a task: an instant, or a calendar day that stays the same day everywhere (its zone stands beside it).
/// In JSON a string: RFC 3339 with an offset, or <c>2026-03-03</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("TaskDate"), JsonConverter(typeof(TaskDateJsonConverter))]
public readonly record struct TaskDate(DateTimeOffset? Instant, DateOnly? Day)
{
    /// <inheritdoc/>
    public override string ToString() => Day is { } day
        ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Instant?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads either form.</summary>
    public static bool TryParse(string? text, out TaskDate date)
    {
        date = default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            date = new TaskDate(null, day);
        else if (text is { Length: > 10 } && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            date = new TaskDate(instant.ToUniversalTime(), null);
        return date != default;
    }
}

/// <summary>Reads and writes <see cref="TaskDate"/> as a string.</summary>
public sealed class TaskDateJsonConverter : JsonConverter<TaskDate>
{
    /// <inheritdoc/>
    public override TaskDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TaskDate.TryParse(reader.GetString(), out var date)
            ? date
            : throw new JsonException(
                "Expected a day (2026-03-03) or an instant with an offset (2026-03-03T09:00:00Z).");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TaskDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
