using System.Text.Json;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Conventions.Json;

/// <summary>Holds a body against its shape and tells everything that is wrong with it at once, by path.</summary>
internal sealed class JsonShapeCheck
{
    /// <summary>More errors than anybody reads are not collected.</summary>
    private const int ErrorsMax = 20;

    private const string Root = "body";

    private readonly Dictionary<string, string> _errors = [];

    public static IReadOnlyDictionary<string, string> Check(JsonElement value, JsonShape shape)
    {
        var check = new JsonShapeCheck();
        check.Visit(value, shape, "");
        return check._errors;
    }

    private void Visit(JsonElement value, JsonShape shape, string path)
    {
        if (_errors.Count >= ErrorsMax)
            return;
        switch (shape)
        {
            case JsonShape.Members members when value.ValueKind == JsonValueKind.Object:
                VisitMembers(value, members, path);
                break;
            case JsonShape.Variants variants when value.ValueKind == JsonValueKind.Object:
                VisitVariant(value, variants, path);
                break;
            case JsonShape.FreeObject when value.ValueKind == JsonValueKind.Object:
                VisitFree(value, path);
                break;
            case JsonShape.Sequence sequence when value.ValueKind == JsonValueKind.Array:
                VisitItems(value, path, (item, at) => Visit(item, sequence.Item, at));
                break;
            default:
                if (!Fits(value, shape, path))
                    Add(path, $"is to be {shape.Expected}");
                break;
        }
    }

    private void VisitMembers(JsonElement value, JsonShape.Members members, string path)
    {
        var seen = VisitNames(value, path, (name, item, at) =>
        {
            var member = members.All.FirstOrDefault(known => known.Name == name);
            if (member is null)
                Add(at, "is not known here; known are " + string.Join(", ", members.All.Select(known => known.Name)));
            else if (item.ValueKind != JsonValueKind.Null)
                Visit(item, member.Shape, at);
            else if (!member.Nullable)
                Add(at, $"is to be {member.Shape.Expected}, not null");
        });
        foreach (var missing in members.All.Where(member => member.Required && !seen.Contains(member.Name)))
            Add(Join(path, missing.Name), $"is missing; it is to be {missing.Shape.Expected}");
    }

    /// <summary>Without knowing what it is, nothing can be said of the rest.</summary>
    private void VisitVariant(JsonElement value, JsonShape.Variants variants, string path)
    {
        var at = Join(path, variants.Discriminator);
        if (!value.TryGetProperty(variants.Discriminator, out var kind))
            Add(at, $"is missing; it is to be {variants.Kinds.Expected}");
        else if (!Fits(kind, variants.Kinds, at))
            Add(at, $"is to be {variants.Kinds.Expected}");
        else
            VisitMembers(value, Described(variants, variants.All[kind.GetString()!]), path);
    }

    private static JsonShape.Members Described(JsonShape.Variants variants, JsonShape.Members members) =>
        new([new JsonMember(variants.Discriminator, variants.Kinds, Required: true, Nullable: false), .. members.All]);

    private void VisitFree(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                VisitNames(value, path, (_, item, at) => VisitFree(item, at));
                break;
            case JsonValueKind.Array:
                VisitItems(value, path, VisitFree);
                break;
            case JsonValueKind.String:
                TextOf(value, path);
                break;
            case JsonValueKind.Number when !value.TryGetDouble(out var number) || !double.IsFinite(number):
                Add(path, "is a number too large to be kept");
                break;
        }
    }

    private HashSet<string> VisitNames(JsonElement value, string path, Action<string, JsonElement, string> visit)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (NameOf(property, path) is not { } name)
                continue;
            if (seen.Add(name))
                visit(name, property.Value, Join(path, name));
            else
                Add(Join(path, name), "is given more than once");
        }

        return seen;
    }

    private void VisitItems(JsonElement value, string path, Action<JsonElement, string> visit)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (_errors.Count >= ErrorsMax)
                return;
            visit(item, $"{(path.Length == 0 ? Root : path)}[{index++}]");
        }
    }

    private bool Fits(JsonElement value, JsonShape shape, string path) => shape switch
    {
        JsonShape.Text => value.ValueKind == JsonValueKind.String && IsSaid(value, path, _ => true),
        JsonShape.Choice choice => value.ValueKind == JsonValueKind.String
            && IsSaid(value, path, choice.Values.Contains),
        JsonShape.Date => value.ValueKind == JsonValueKind.String
            && IsSaid(value, path, text => TaskDate.TryParse(text, out _)),
        JsonShape.Instant => value.ValueKind == JsonValueKind.String
            && IsSaid(value, path, text => TaskDate.TryParse(text, out var date) && date.Instant.HasValue
                && value.TryGetDateTimeOffset(out _)),
        JsonShape.Uuid => value.ValueKind == JsonValueKind.String
            && IsSaid(value, path, text => Guid.TryParseExact(text, "D", out _)),
        JsonShape.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        JsonShape.Integer range => value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number) && number >= range.Min && number <= range.Max,
        _ => false,
    };

    /// <summary>Whether the text fits. Text that is no text has its own error, and no second one.</summary>
    private bool IsSaid(JsonElement value, string path, Func<string, bool> fits) =>
        TextOf(value, path) is not { } text || fits(text);

    private string? TextOf(JsonElement value, string path)
    {
        try
        {
            var text = value.GetString()!;
            if (!text.Contains('\0'))
                return text;
            Add(path, "holds the character U+0000, which is not allowed");
        }
        catch (InvalidOperationException)
        {
            // GetString throws it for an unpaired surrogate and for bytes that are no UTF-8.
            Add(path, "holds text that is no Unicode, such as half of a surrogate pair");
        }

        return null;
    }

    private string? NameOf(JsonProperty property, string path)
    {
        try
        {
            if (!property.Name.Contains('\0'))
                return property.Name;
        }
        catch (InvalidOperationException)
        {
            // As above; the name itself cannot be shown.
        }

        Add(path, "holds a member whose name is no valid text");
        return null;
    }

    private void Add(string path, string what)
    {
        if (_errors.Count < ErrorsMax)
            _errors.TryAdd(path.Length == 0 ? Root : path, what);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
