using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>The way of calls from one place, a silo or a client, into the cluster.</summary>
internal sealed class CallPath(
    Cluster cluster, MessagingOptions options, PendingCalls pending, CallFilters filters, bool isOutside)
{
    public Cluster Cluster => cluster;

    public CallFilters Filters => filters;

    /// <summary>
    /// Everything up to the callee's queue happens on the caller's thread, before its next statement.
    /// </summary>
    public void Send(GrainProxy proxy, GrainCall call)
    {
        var method = call.Method;
        var token = method.CancellationIndex < 0
            ? CancellationToken.None
            : (CancellationToken)call.Arguments![method.CancellationIndex]!;
        token.ThrowIfCancellationRequested();
        method.CopyArguments(call.Arguments);
        call.Target = proxy.GrainId;
        call.Source = RuntimeContext.Current;
        call.FromOutside = isOutside && call.Source is null;
        call.Context = CopyOf(RequestContext.Current);
        if (!method.OneWay)
        {
            call.CancelOnTimeout = options.CancelRequestOnTimeout;
            pending.Add(call, method.ResponseTimeout ?? options.ResponseTimeout);
        }

        if (method.CancellationIndex >= 0)
        {
            call.LinkCancellation(method.CancellationIndex, pending.Work, token);
        }

        Dispatch(proxy, call);
    }

    private void Dispatch(GrainProxy proxy, GrainCall call)
    {
        try
        {
            (proxy.LastTarget ??= cluster.Locate(proxy.GrainId, call.Context)).Receive(call);
        }
        catch (OrleansException error)
        {
            call.Reject(error);
        }
    }

    private static ContextProperties? CopyOf(ContextProperties? properties)
    {
        if (properties?.Values is null)
        {
            return properties;
        }

        var context = CopyContext.Rent();
        var values = context.Copy(properties.Values);
        context.Return();
        return ContextProperties.Of(values, properties.ReentrancyId);
    }
}
