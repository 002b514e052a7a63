using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>
/// Takes requests: an activation, the workers of a stateless grain, an observer's object.
/// </summary>
internal interface IRequestTarget
{
    /// <summary>Whether requests should look for the next target instead.</summary>
    bool IsGone { get; }

    /// <summary>The way of calls from where it lives; by it one knows whether a call stays in its silo.</summary>
    CallPath Path { get; }

    void Receive(GrainRequest request);
}
