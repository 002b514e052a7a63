using System.Text.Json;
using System.Text.RegularExpressions;

namespace TaskManagement.Api.Tests.OpenApi;

/// <summary>An OpenAPI document, and as much of JSON Schema as ours has need of.</summary>
internal sealed class ApiDescription(JsonDocument document)
{
    private readonly (Regex Path, JsonElement Operations)[] _paths =
    [
        .. document.RootElement.GetProperty("paths").EnumerateObject()
            // What has no parameter comes before what has one in its place.
            .OrderBy(path => path.Name.Count(character => character == '{'))
            .Select(path => (new Regex($"^{Regex.Replace(path.Name, @"\{\w+\}", "[^/]+")}$"), path.Value)),
    ];

    /// <summary>The operation of an address, if any.</summary>
    public JsonElement? FindOperation(HttpMethod method, string path)
    {
        foreach (var (pattern, operations) in _paths)
        {
            if (pattern.IsMatch(path) && operations.TryGetProperty(method.Method.ToLowerInvariant(), out var operation))
                return operation;
        }

        return null;
    }

    /// <summary>Where a value is not what a schema says; a member that it does not name is none either.</summary>
    /// <param name="isTrimmed">Whether members may be absent.</param>
    public IEnumerable<string> Deviations(JsonElement schema, JsonElement value, string at, bool isTrimmed)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Deviations(Find(reference.GetString()!), value, at, isTrimmed);
        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
                return OfChoices(choices, value, at, isTrimmed);
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(type, value))
            return [$"{at} is {value.ValueKind}, not {type}"];
        if (schema.TryGetProperty("enum", out var values)
            && !values.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            return [$"{at} is {value}, not one of {values}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(schema, value, at, isTrimmed),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray()
                .SelectMany((item, index) => Deviations(items, item, $"{at}[{index}]", isTrimmed)),
            _ => [],
        };
    }

    private List<string> OfChoices(JsonElement choices, JsonElement value, string at, bool isTrimmed)
    {
        var deviations = choices.EnumerateArray()
            .Select(choice => Deviations(choice, value, at, isTrimmed).ToList())
            .ToList();
        return deviations.Any(found => found.Count == 0) ? [] : deviations.MaxBy(found => found[0].Length)!;
    }

    private IEnumerable<string> OfObject(JsonElement schema, JsonElement value, string at, bool isTrimmed)
    {
        var members = schema.TryGetProperty("properties", out var named) ? named : default;
        var isOpen = schema.TryGetProperty("additionalProperties", out var others)
            ? others.ValueKind is not JsonValueKind.False
            : members.ValueKind is JsonValueKind.Undefined;
        if (!isTrimmed && schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray())
            {
                if (!value.TryGetProperty(name.GetString()!, out _))
                    yield return $"{at}.{name} is missing";
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";
            var isNamed = members.ValueKind is JsonValueKind.Object;
            if (isNamed && members.TryGetProperty(member.Name, out var schemaOfMember))
            {
                foreach (var deviation in Deviations(schemaOfMember, member.Value, place, isTrimmed))
                    yield return deviation;
            }
            else if (!isOpen)
            {
                yield return $"{place} is not described";
            }
        }
    }

    private JsonElement Find(string reference) => reference[2..].Split('/')
        .Aggregate(document.RootElement, (element, name) => element.GetProperty(name));

    private static bool IsOf(JsonElement type, JsonElement value) => type.ValueKind is JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOf(one, value))
        : type.GetString() switch
        {
            "null" => value.ValueKind is JsonValueKind.Null,
            "string" => value.ValueKind is JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind is JsonValueKind.Number,
            "array" => value.ValueKind is JsonValueKind.Array,
            "object" => value.ValueKind is JsonValueKind.Object,
            var other => throw new InvalidOperationException($"No JSON is {other}."),
        };
}
