using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.OpenApi;

/// <summary>Describes values that are written by converters of our own, which the generator cannot look into.</summary>
internal static class SchemaDescriptions
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var isOptional = value.IsGenericType && value.GetGenericTypeDefinition() == typeof(Optional<>);
        if (isOptional)
            value = value.GetGenericArguments()[0];
        if (isOptional || IsOurs(value))
            Describe(schema, JsonShapes.Of(value));
        return Task.CompletedTask;
    }

    private static bool IsOurs(Type type) =>
        type == typeof(TaskDate) || type == typeof(JsonText)
        || type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));

    private static void Describe(OpenApiSchema schema, JsonShape shape)
    {
        switch (shape)
        {
            case JsonShape.Uuid:
                (schema.Type, schema.Format) = (JsonSchemaType.String, "uuid");
                break;
            case JsonShape.Date:
                (schema.Type, schema.Description) = (JsonSchemaType.String, "A day, or an instant with an offset.");
                break;
            case JsonShape.Choice choice:
                (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. choice.Values.Select(text => JsonValue.Create(text))]);
                break;
            case JsonShape.Integer:
                (schema.Type, schema.Format) = (JsonSchemaType.Integer, "int32");
                break;
            case JsonShape.Sequence sequence:
                var items = new OpenApiSchema();
                Describe(items, sequence.Item);
                (schema.Type, schema.Items) = (JsonSchemaType.Array, items);
                break;
            case JsonShape.FreeObject:
                schema.Type = JsonSchemaType.Object;
                break;
            case JsonShape.Text:
                schema.Type = JsonSchemaType.String;
                break;
            default:
                throw new NotSupportedException($"No schema is known for {shape.Expected}.");
        }
    }
}
