using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Names the call that a delivery is, so that call filters can tell it from others.</summary>
internal interface IStreamConsumerExtension : IAddressable
{
    Task DeliverBatch();
}
