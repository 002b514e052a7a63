using System.Diagnostics;
using Orleans.Streams;

namespace Orleans.Configuration;

/// <summary>Names the cluster; <see cref="ServiceId"/> is part of stored keys and never changes.</summary>
public class ClusterOptions
{
    /// <summary>The id that is used when none is set.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The id that is used when none is set.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>One deployment.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The service, through all its deployments.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}

/// <summary>Names the silo.</summary>
public class SiloOptions
{
    /// <summary>The name; made up if null.</summary>
    public string? SiloName { get; set; }
}

/// <summary>Bounds of calls.</summary>
public abstract class MessagingOptions
{
    private TimeSpan _responseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a caller waits for the response; <see cref="ResponseTimeoutWithDebugger"/> under a debugger.
    /// </summary>
    public TimeSpan ResponseTimeout
    {
        get => Debugger.IsAttached ? ResponseTimeoutWithDebugger : _responseTimeout;
        set => _responseTimeout = value;
    }

    /// <summary>How long a caller waits while a debugger is attached.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether the callee's token is cancelled when its caller gives up.</summary>
    public bool CancelRequestOnTimeout { get; set; }
}

/// <summary>Bounds of calls that come from grains and from the silo's own process.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>
    /// Requests that may wait for one activation; 0 for no bound. More fail with LimitExceededException.
    /// </summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }
}

/// <summary>Bounds of calls that come from clients.</summary>
public class ClientMessagingOptions : MessagingOptions;

/// <summary>When idle activations are collected.</summary>
public class GrainCollectionOptions
{
    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation may be idle.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long OnActivateAsync may take.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long OnDeactivateAsync may take.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How queues of streams are emptied.</summary>
public class StreamPullingAgentOptions
{
    /// <summary>How often an empty queue is looked at.</summary>
    public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many messages one delivery carries at most.</summary>
    public int BatchContainerBatchSize { get; set; } = 1;

    /// <summary>How long a failing message is tried before it is skipped.</summary>
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Who may subscribe.</summary>
public class StreamPubSubOptions
{
    /// <summary>Who may subscribe.</summary>
    public StreamPubSubType PubSubType { get; set; } = StreamPubSubType.ExplicitGrainBasedAndImplicit;
}

/// <summary>How streams are spread over queues.</summary>
public class HashRingStreamQueueMapperOptions
{
    /// <summary>Queues unless said otherwise.</summary>
    public const int DEFAULT_NUM_QUEUES = 8;

    /// <summary>How many queues there are.</summary>
    public int TotalQueueCount { get; set; } = DEFAULT_NUM_QUEUES;
}
