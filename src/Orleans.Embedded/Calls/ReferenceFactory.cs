using Orleans.Embedded.Catalog;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>Makes references to grains, whose calls go one path.</summary>
internal class ReferenceFactory(CallPath path, GrainCatalog catalog) : IGrainFactory
{
    public CallPath Path => path;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Refer<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Refer<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        Refer<TGrainInterface>(TextKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        Refer<TGrainInterface>(
            GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        Refer<TGrainInterface>(
            GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)GrainInterface.Of(typeof(TGrainInterface)).Refer(path, grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        EnsureOutsideOfGrains();
        return obj is TGrainObserverInterface and not GrainReference
            ? GetGrain<TGrainObserverInterface>(path.Cluster.Observers.Add(new(obj, path)))
            : throw new ArgumentException(
                $"It must be an object that implements {typeof(TGrainObserverInterface)}, no reference.", nameof(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        EnsureOutsideOfGrains();
        if (obj is not GrainReference reference || !path.Cluster.Observers.Remove(reference.GrainId))
        {
            throw new ArgumentException("It must be a reference made by CreateObjectReference.", nameof(obj));
        }
    }

    public IAddressable GetGrain(GrainId grainId) => Untyped(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        GrainInterface.Of(catalog.InterfaceOf(interfaceType)).Refer(path, grainId);

    /// <summary>A reference that can only be cast.</summary>
    public GrainReference Untyped(GrainId grainId) => GrainInterface.Of(typeof(IAddressable)).Refer(path, grainId);

    /// <summary>A grain is called as such: it hands itself out as a reference to its observer interface.</summary>
    private static void EnsureOutsideOfGrains()
    {
        if (RuntimeContext.Current is not null)
        {
            throw new InvalidOperationException("Within a grain there are no references to local objects. "
                + "Let the grain implement the interface, and hand out this.AsReference<T>().");
        }
    }

    private static IdSpan TextKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private static string Extension(string extension)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(extension);
        return extension;
    }

    private TGrainInterface Refer<TGrainInterface>(IdSpan key, string? classPrefix) =>
        (TGrainInterface)(object)GrainInterface.Of(typeof(TGrainInterface)).Refer(
            path, new(catalog.GrainTypeOf(typeof(TGrainInterface), classPrefix), key));
}

/// <summary>The client of a host, with its services.</summary>
internal sealed class GrainClient(CallPath path, GrainCatalog catalog, IServiceProvider services)
    : ReferenceFactory(path, catalog), IClusterClient
{
    public IServiceProvider ServiceProvider => services;
}
