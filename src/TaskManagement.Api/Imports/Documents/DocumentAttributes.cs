using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Documents;

/// <summary>
/// Values of custom fields that are people: the file has their key, and the task gets their account, or nobody.
/// </summary>
internal sealed class DocumentAttributes(
    ImmutableArray<DocumentField> fields, ImmutableDictionary<string, UserId> accounts)
{
    private readonly ImmutableArray<string> _people =
        [.. fields.Where(field => field.Type == FieldType.User).Select(field => field.Key)];

    /// <summary>The attributes as a task here has them.</summary>
    public JsonText? Of(JsonText? attributes)
    {
        if (_people.IsEmpty || attributes is not { } json || JsonNode.Parse(json.Value) is not JsonObject values)
            return attributes;
        foreach (var key in _people)
        {
            if (values[key] is not JsonValue value || !value.TryGetValue<string>(out var person))
                continue;
            if (accounts.TryGetValue(person, out var account))
                values[key] = account.ToString();
            else
                values.Remove(key);
        }

        return new JsonText(values.ToJsonString());
    }
}
