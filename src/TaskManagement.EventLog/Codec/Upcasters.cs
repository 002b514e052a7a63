using System.Collections.Frozen;
using System.Text.Json.Nodes;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Codec;

/// <summary>All upcasters, checked at start: each of them leads to a known event.</summary>
internal sealed class Upcasters
{
    private readonly FrozenDictionary<string, IUpcaster> _byType;

    public Upcasters(IEnumerable<IUpcaster> upcasters, EventTypes types)
    {
        var byType = new Dictionary<string, IUpcaster>();
        foreach (var upcaster in upcasters)
        {
            if (types.Find(upcaster.FromType) is { } type)
                throw new StorageStartException($"'{upcaster.FromType}' has an upcaster, and still names {type}.");
            if (!byType.TryAdd(upcaster.FromType, upcaster))
                throw new StorageStartException($"'{upcaster.FromType}' has two upcasters.");
        }

        _byType = byType.ToFrozenDictionary();
        foreach (var from in byType.Keys)
            Follow(from, types);
    }

    /// <summary>The newest shape of an event, and its JSON.</summary>
    public (string Type, string Data) Upcast(string type, string data)
    {
        if (!_byType.ContainsKey(type))
            return (type, data);
        var json = JsonNode.Parse(data)!.AsObject();
        while (_byType.TryGetValue(type, out var upcaster))
            (type, json) = (upcaster.ToType, upcaster.Upcast(json));
        return (type, json.ToJsonString());
    }

    private void Follow(string from, EventTypes types)
    {
        var type = from;
        for (var steps = 0; _byType.TryGetValue(type, out var upcaster); steps++)
        {
            if (steps > _byType.Count)
                throw new StorageStartException($"The upcasters of '{from}' go round in a circle.");
            type = upcaster.ToType;
        }

        if (types.Find(type) is null)
            throw new StorageStartException($"The upcasters of '{from}' end at '{type}', which is no event.");
    }
}
