using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.OpenApi;

/// <summary>Describes values that our own converters write, which the generator cannot look into.</summary>
internal static class SchemaDescriptions
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (!IsOurs(value))
            return Task.CompletedTask;
        ShapeSchemas.Describe(schema, JsonShapes.Of(value));
        if (value != type)
            schema.Type |= JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    private static bool IsOurs(Type type) =>
        type == typeof(TaskDate) || type == typeof(JsonText) || type.IsAssignableTo(typeof(IShaped))
        || type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));
}
