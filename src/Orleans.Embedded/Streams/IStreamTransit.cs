namespace Orleans.Embedded.Streams;

/// <summary>
/// The way of messages from their queue to the agent that delivers them. The one place to replace for messages that
/// come late, twice or in another order.
/// </summary>
internal interface IStreamTransit
{
    /// <summary>What the agent gets of what it took from the queue.</summary>
    IEnumerable<StreamMessage> Pass(StreamQueue queue, List<StreamMessage> taken);
}

internal sealed class DirectTransit : IStreamTransit
{
    public IEnumerable<StreamMessage> Pass(StreamQueue queue, List<StreamMessage> taken) => taken;
}
