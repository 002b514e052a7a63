using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orleans.Embedded.Catalog;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

/// <summary>
/// Which grains take the events of a stream. Derived from the grain classes alone, so nothing is stored.
/// </summary>
internal static class Subscriptions
{
    /// <summary>A stream without a namespace has no implicit subscribers.</summary>
    public static bool Takes(GrainClass grainClass, StreamId stream) => stream.GetNamespace() is { } ns
        && !string.IsNullOrWhiteSpace(ns) && grainClass.Subscriptions.Contains(ns.Trim());

    /// <summary>The grain with the stream's key, written the way that kind of grain writes its keys.</summary>
    public static GrainId GrainOf(GrainClass grainClass, StreamId stream)
    {
        var key = stream.GetKeyAsString();
        var type = grainClass.Type;
        return new(grainClass.GrainType, true switch
        {
            _ when type.IsAssignableTo(typeof(IGrainWithGuidKey)) =>
                GrainIdKeyExtensions.CreateGuidKey(Guid.Parse(key)),
            _ when type.IsAssignableTo(typeof(IGrainWithIntegerKey)) =>
                GrainIdKeyExtensions.CreateIntegerKey(Number(key)),
            _ when type.IsAssignableTo(typeof(IGrainWithGuidCompoundKey)) =>
                GrainIdKeyExtensions.CreateGuidKey(Guid.Parse(key), stream.GetNamespace()),
            _ when type.IsAssignableTo(typeof(IGrainWithIntegerCompoundKey)) =>
                GrainIdKeyExtensions.CreateIntegerKey(Number(key), stream.GetNamespace()),
            _ => stream.KeySpan,
        });
    }

    /// <summary>The same in every process.</summary>
    public static GuidId IdOf(string provider, StreamId stream, GrainClass grainClass)
    {
        var text = $"{provider}\0{stream.GetNamespace()}\0{stream.GetKeyAsString()}\0{grainClass.GrainType}";
        return GuidId.GetGuidId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
    }

    private static long Number(string key) => long.Parse(key, CultureInfo.InvariantCulture);
}
