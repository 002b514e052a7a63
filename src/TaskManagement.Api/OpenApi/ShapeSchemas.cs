using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using TaskManagement.Api.Conventions.Json;

namespace TaskManagement.Api.OpenApi;

/// <summary>Turns the shape that a body is held against into its schema, so that the two cannot differ.</summary>
internal static class ShapeSchemas
{
    public static OpenApiSchema Of(JsonShape shape)
    {
        var schema = new OpenApiSchema();
        Describe(schema, shape);
        return schema;
    }

    /// <summary>Fills in a schema that the generator has made.</summary>
    public static void Describe(OpenApiSchema schema, JsonShape shape)
    {
        schema.Type = TypeOf(shape);
        switch (shape)
        {
            case JsonShape.Uuid:
                schema.Format = "uuid";
                break;
            case JsonShape.Instant:
                schema.Format = "date-time";
                break;
            case JsonShape.Date:
                schema.Description = "A day, or an instant with an offset.";
                break;
            case JsonShape.Integer:
                schema.Format = "int32";
                break;
            case JsonShape.Choice choice:
                schema.Enum = [.. choice.Values.Select(text => JsonValue.Create(text))];
                break;
            case JsonShape.Sequence sequence:
                schema.Items = Of(sequence.Item);
                break;
            case JsonShape.Variants variants:
                schema.OneOf = [.. variants.All.Select(variant => Of(variants.Discriminator, variant))];
                break;
            case JsonShape.Members members:
                schema.Properties = members.All.ToDictionary(member => member.Name, Property);
                schema.Required = RequiredOf(members);
                schema.AdditionalPropertiesAllowed = false;
                break;
        }
    }

    private static OpenApiSchema Of(string discriminator, KeyValuePair<string, JsonShape.Members> variant)
    {
        var kind = new JsonMember(discriminator, new JsonShape.Choice([variant.Key]), Required: true, Nullable: false);
        return Of(new JsonShape.Members([kind, .. variant.Value.All]));
    }

    private static HashSet<string> RequiredOf(JsonShape.Members members) =>
        [.. members.All.Where(member => member.Required).Select(member => member.Name)];

    private static IOpenApiSchema Property(JsonMember member)
    {
        var schema = Of(member.Shape);
        if (member.Nullable)
            schema.Type |= JsonSchemaType.Null;
        if (member.Nullable && schema.Enum is { } values)
            values.Add(JsonNullSentinel.JsonNull);
        return schema;
    }

    private static JsonSchemaType TypeOf(JsonShape shape) => shape switch
    {
        JsonShape.Text or JsonShape.Uuid or JsonShape.Instant or JsonShape.Date or JsonShape.Choice =>
            JsonSchemaType.String,
        JsonShape.Integer => JsonSchemaType.Integer,
        JsonShape.Flag => JsonSchemaType.Boolean,
        JsonShape.Sequence => JsonSchemaType.Array,
        JsonShape.FreeObject or JsonShape.Members or JsonShape.Variants => JsonSchemaType.Object,
        _ => throw new NotSupportedException($"No schema is known for {shape.Expected}."),
    };
}
