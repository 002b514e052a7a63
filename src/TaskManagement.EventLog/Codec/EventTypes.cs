using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using TaskManagement.Contracts.Events;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Codec;

/// <summary>The events that this build knows, by their frozen names.</summary>
public sealed partial class EventTypes
{
    private readonly FrozenDictionary<string, Type> _types;
    private readonly FrozenDictionary<Type, string> _names;

    /// <summary>Takes every event of these assemblies; a missing, malformed or doubled name stops the start.</summary>
    public EventTypes(params IEnumerable<Assembly> assemblies)
        : this(assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsEvent))
    {
    }

    /// <summary>Takes these events.</summary>
    public EventTypes(IEnumerable<Type> types)
    {
        var byName = new Dictionary<string, Type>();
        foreach (var type in types)
        {
            var name = type.GetCustomAttribute<EventTypeAttribute>()?.Name
                ?? throw new StorageStartException($"The event {type.FullName} has no [EventType].");
            if (!NamePattern().IsMatch(name))
                throw new StorageStartException($"The event name '{name}' is not of the form context.event.v1.");
            if (!byName.TryAdd(name, type))
                throw new StorageStartException($"{byName[name]} and {type} are both called '{name}'.");
        }

        _types = byName.ToFrozenDictionary();
        _names = byName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }

    /// <summary>All names.</summary>
    public IEnumerable<string> Names => _types.Keys;

    /// <summary>The type of a name; <c>null</c> where this build does not know it.</summary>
    public Type? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The name of an event.</summary>
    public string NameOf(IDomainEvent @event) => _names.TryGetValue(@event.GetType(), out var name)
        ? name
        : throw new ArgumentException($"{@event.GetType().FullName} is not an event of the contracts.", nameof(@event));

    private static bool IsEvent(Type type) =>
        type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDomainEvent));

    [GeneratedRegex("^[a-z_]+\\.[a-z_]+\\.v[1-9][0-9]*$")]
    private static partial Regex NamePattern();
}
