using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskManagement.Contracts.Values;

/// <summary>A JSON value as text. It stands for <see cref="JsonElement"/>, which does not cross a grain call.</summary>
/// <param name="Value">Valid JSON; the parser has seen it.</param>
[GenerateSerializer, Immutable, Alias("JsonText"), JsonConverter(typeof(JsonTextConverter))]
public readonly record struct JsonText(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Writes the text as the JSON that it is.</summary>
public sealed class JsonTextConverter : JsonConverter<JsonText>
{
    /// <inheritdoc/>
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new JsonText(document.RootElement.GetRawText());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Value);
}
