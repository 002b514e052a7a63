using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.OpenApi;

/// <summary>Describes values that our own converters write, which the generator cannot look into.</summary>
internal static class SchemaDescriptions
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        ForgiveAbsence(schema, context);
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value == typeof(JsonText) && context.JsonPropertyInfo?.DeclaringType == typeof(FieldChange))
        {
            // A field that has changed may be anything.
            schema.Type = null;
            return Task.CompletedTask;
        }

        if (!IsOurs(value))
            return Task.CompletedTask;
        ShapeSchemas.Describe(schema, JsonShapes.Of(value));
        if (value != type)
            schema.Type |= JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    /// <summary>What is left out where it is empty is not required.</summary>
    private static void ForgiveAbsence(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var optional = context.JsonTypeInfo.Properties.Where(property => property.AttributeProvider?
            .GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .OfType<JsonIgnoreAttribute>()
            .Any(attribute => attribute.Condition is not JsonIgnoreCondition.Never) is true);
        foreach (var property in optional)
            schema.Required?.Remove(property.Name);
    }

    private static bool IsOurs(Type type) =>
        type == typeof(TaskDate) || type == typeof(JsonText) || type.IsAssignableTo(typeof(IShaped))
        || type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));
}
