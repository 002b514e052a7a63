using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TaskManagement.Api.Tasks;

/// <summary>Reads a command of a batch, which has been held against its shape before.</summary>
internal sealed class BatchCommandConverter : JsonConverter<BatchCommandBody>
{
    public override BatchCommandBody Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var rest = JsonNode.Parse(ref reader)!.AsObject();
        var type = rest[BatchCommandKinds.Discriminator]!.GetValue<string>();
        var target = new JsonObject(rest
            .Where(member => IsOfTarget(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return new BatchCommandBody(type, target.Deserialize<BatchTargetBody>(options)!, rest);
    }

    public override void Write(Utf8JsonWriter writer, BatchCommandBody value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Commands are read alone.");

    private static bool IsOfTarget(string name) => name is "taskId" or "listId" or "parentId" or "ifVersion";
}
