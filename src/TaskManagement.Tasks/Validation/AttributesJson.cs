using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Validation;

/// <summary>The user's own JSON beside a task: what it may be, and how a patch goes into it.</summary>
internal static class AttributesJson
{
    private const int NumberLengthMax = 100;

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = TaskBounds.AttributesDepthMax,
        AllowDuplicateProperties = false,
    };

    // What the user wrote stays readable in the log: only what JSON itself demands is escaped.
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is wrong with it, and the fix; <c>null</c> where it is fine.</summary>
    public static string? Complaint(JsonText json)
    {
        var bytes = Encoding.UTF8.GetByteCount(json.Value);
        if (bytes > TaskBounds.AttributesBytesMax)
            return $"has {bytes} bytes; keep to {TaskBounds.AttributesBytesMax}";
        try
        {
            using var document = JsonDocument.Parse(json.Value, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return "must be a JSON object";
        }
        catch (JsonException)
        {
            return $"must be a JSON object of at most {TaskBounds.AttributesDepthMax} levels without duplicate names";
        }

        return Unstorable(json.Value);
    }

    /// <summary>
    /// Applies a merge patch (RFC 7396 §2): <c>null</c> removes a member, objects merge, all else replaces.
    /// </summary>
    /// <param name="current">The object so far; <c>null</c> for none.</param>
    /// <param name="patch">A valid object.</param>
    public static JsonText Merge(JsonText? current, JsonText patch)
    {
        var target = current is { } text ? JsonNode.Parse(text.Value)!.AsObject() : [];
        MergeInto(target, JsonNode.Parse(patch.Value)!.AsObject());
        return new JsonText(target.ToJsonString(Plain));
    }

    /// <summary>Whether both say the same, however they are written.</summary>
    public static bool AreEqual(JsonText? one, JsonText? other)
    {
        if (one is not { } left || other is not { } right)
            return one.HasValue == other.HasValue;
        if (left == right)
            return true;
        using var leftDocument = JsonDocument.Parse(left.Value);
        using var rightDocument = JsonDocument.Parse(right.Value);
        return JsonElement.DeepEquals(leftDocument.RootElement, rightDocument.RootElement);
    }

    private static void MergeInto(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject members)
                MergeInto(ObjectAt(target, name), members);
            else
                target[name] = value.DeepClone();
        }
    }

    private static JsonObject ObjectAt(JsonObject target, string name)
    {
        if (target[name] is JsonObject existing)
            return existing;
        var made = new JsonObject();
        target[name] = made;
        return made;
    }

    /// <summary>What in it no database can keep; <c>null</c> for nothing.</summary>
    private static string? Unstorable(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsStorable(ref reader))
                return "holds a text with U+0000 or half of a surrogate pair, which cannot be stored; remove it";
            if (reader.TokenType == JsonTokenType.Number
                && (reader.ValueSpan.Length > NumberLengthMax || !double.IsFinite(reader.GetDouble())))
                return $"holds a number of more than {NumberLengthMax} characters or beyond 1.8e308; make it a text";
        }

        return null;
    }

    private static bool IsStorable(ref Utf8JsonReader reader)
    {
        try
        {
            return TextRules.IsStorable(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escape such as \ud800 stands alone.
            return false;
        }
    }
}
