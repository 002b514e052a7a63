using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Conventions.Json;

/// <summary>Derives shapes from types, once per type.</summary>
internal static class JsonShapes
{
    // Clients that hold numbers as doubles, as JavaScript does, know no larger ones (RFC 8259, section 6).
    private const long LargestSafeInteger = 9_007_199_254_740_991;

    private static readonly ConcurrentDictionary<Type, JsonShape> Known = new();

    public static JsonShape Of(Type type) => Known.GetOrAdd(type, Derive);

    /// <summary>The values of an enumeration as clients write them.</summary>
    public static ImmutableArray<string> ChoicesOf(Type enumeration) =>
    [
        .. enumeration.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name),
    ];

    private static JsonShape Derive(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value == typeof(string))
            return new JsonShape.Text();
        if (value == typeof(bool))
            return new JsonShape.Flag();
        if (value == typeof(int))
            return new JsonShape.Integer(int.MinValue, int.MaxValue);
        if (value == typeof(long))
            return new JsonShape.Integer(-LargestSafeInteger, LargestSafeInteger);
        if (value == typeof(DateTimeOffset))
            return new JsonShape.Instant();
        if (value == typeof(TaskDate))
            return new JsonShape.Date();
        if (value == typeof(JsonText))
            return new JsonShape.FreeObject();
        if (value.IsEnum)
            return new JsonShape.Choice(ChoicesOf(value));
        if (value.GetInterfaces().Any(face => IsGeneric(face, typeof(IId<>))))
            return new JsonShape.Uuid();
        if (value.IsAssignableTo(typeof(IShaped)))
            return (JsonShape)value.GetProperty(nameof(IShaped.Shape))!.GetValue(null)!;
        if (IsGeneric(value, typeof(ImmutableArray<>)))
            return new JsonShape.Sequence(Of(value.GetGenericArguments()[0]));
        return ApiJson.Options.GetTypeInfo(value) is { Kind: JsonTypeInfoKind.Object } contract
            ? new JsonShape.Members([.. contract.Properties.Select(MemberOf)])
            : throw new NotSupportedException($"No shape is known for {value}; add it to {nameof(JsonShapes)}.");
    }

    private static JsonMember MemberOf(JsonPropertyInfo property)
    {
        var nullability = new NullabilityInfoContext().Create((PropertyInfo)property.AttributeProvider!);
        var isOptional = IsGeneric(property.PropertyType, typeof(Optional<>));
        // RFC 7396: an absent member stays as it is, so a patch requires none, and null asks the type inside.
        var value = isOptional ? nullability.GenericTypeArguments[0] : nullability;
        return new JsonMember(
            property.Name,
            Of(value.Type),
            property.IsRequired && !isOptional,
            value.ReadState == NullabilityState.Nullable);
    }

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
