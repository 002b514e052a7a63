using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that can be called by its address.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Base of grain interfaces; declare one of the keyed interfaces instead.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain whose key is a Guid.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain whose key is an integer.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>A grain whose key is text.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain whose key is a Guid and text.</summary>
    public interface IGrainWithGuidCompoundKey : IGrain;

    /// <summary>A grain whose key is an integer and text.</summary>
    public interface IGrainWithIntegerCompoundKey : IGrain;

    /// <summary>An object outside of grains that grains call, or a grain that is called in its place.</summary>
    public interface IGrainObserver : IAddressable;
}
