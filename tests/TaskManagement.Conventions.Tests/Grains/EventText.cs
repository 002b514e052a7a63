using System.Reflection;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Events;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>
/// Writes down what lies in the log: the events by their frozen names, and the shapes that they are made of.
/// </summary>
internal static class EventText
{
    /// <summary>Every event with its type, in order of the frozen name.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = ProductTypes.All
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDomainEvent)))
        .Where(type => type.GetCustomAttribute<EventTypeAttribute>() is not null)
        .OrderBy(type => type.GetCustomAttribute<EventTypeAttribute>()!.Name, StringComparer.Ordinal)
        .ToDictionary(type => type.GetCustomAttribute<EventTypeAttribute>()!.Name);

    /// <summary>Events, then the records and enums within them.</summary>
    public static IEnumerable<string> Lines() =>
    [
        "# Events: what the log holds, for ever. Written by ContractTests.",
        .. Types.SelectMany(named => Shape($"event {named.Key}: {named.Value.InWords()}", named.Value)),
        .. Values().SelectMany(type => type.IsEnum
            ? ContractText.Enum(type)
            : Shape($"value {type.InWords()}{Converter(type)}", type)),
    ];

    private static IEnumerable<string> Shape(string title, Type type) =>
    [
        "",
        title,
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !IsIgnored(property))
            .Select(property => $"  {property.TypeInWords()} {property.Name}"),
    ];

    private static IEnumerable<Type> Values()
    {
        var found = new HashSet<Type>();
        var waiting = new Queue<Type>(Types.Values.SelectMany(Parts));
        while (waiting.TryDequeue(out var type))
        {
            var plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
                waiting.Enqueue(argument);
            if (ProductTypes.All.Contains(plain) && found.Add(plain))
                Parts(plain).ToList().ForEach(waiting.Enqueue);
        }

        return found.OrderBy(type => type.InWords(), StringComparer.Ordinal);
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsEnum
        ? []
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .Select(property => property.PropertyType);

    private static bool IsIgnored(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };

    private static string Converter(Type type) =>
        type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType is { } converter
            ? $" by {converter.InWords()}"
            : "";
}
