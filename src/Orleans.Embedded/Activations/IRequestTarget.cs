using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>Takes requests for a grain: its activation, or the workers of a stateless one.</summary>
internal interface IRequestTarget
{
    /// <summary>Whether requests should look for the next target instead.</summary>
    bool IsGone { get; }

    void Receive(GrainRequest request);
}
