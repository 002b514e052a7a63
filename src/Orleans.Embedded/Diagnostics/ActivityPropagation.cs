using System.Diagnostics;
using Orleans.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Embedded.Diagnostics;

/// <summary>
/// Makes a span of every call on either side, and carries the trace in between, among the values that go with calls.
/// </summary>
internal sealed class ActivityPropagation(DistributedContextPropagator propagator)
    : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    /// <summary>A call begins no trace, and spans of one that is not recorded would be dropped, one by one.</summary>
    public static bool MaySend => Activity.Current is { Recorded: true };

    /// <summary>A trace comes among the values that go with a call.</summary>
    public static bool MayReceive => RequestContext.Current?.Values is not null;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!MaySend || Start(context, ActivityKind.Client, parent: default) is not { } span)
            return context.Invoke();
        propagator.Inject(span, carrier: null, static (_, key, value) => RequestContext.Set(key, value));
        return RunAsync(context, span);
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        propagator.ExtractTraceIdAndState(carrier: null, Read, out var traceParent, out var traceState);
        // A call that no trace reaches begins none: of a request that is not recorded that would cost a span a call.
        if (!ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent)
            || Start(context, ActivityKind.Server, parent) is not { } span)
            return context.Invoke();
        foreach (var (key, value) in propagator.ExtractBaggage(carrier: null, Read) ?? [])
            span.AddBaggage(key, value);
        return RunAsync(context, span);
    }

    /// <summary>The span, or nothing where nobody listens: then not even its name is made.</summary>
    private static Activity? Start(IGrainCallContext context, ActivityKind kind, ActivityContext parent)
    {
        var contract = context.Request.GetInterfaceType();
        var isOfEngine = contract.Namespace?.StartsWith("Orleans", StringComparison.Ordinal) is true;
        var source = isOfEngine ? ActivitySources.Runtime : ActivitySources.Application;
        return source.HasListeners()
            ? source.StartActivity($"{contract.Name}/{context.MethodName}", kind, parent)
            : null;
    }

    private static async Task RunAsync(IGrainCallContext context, Activity span)
    {
        using (span)
        {
            Describe(span, context);
            try
            {
                await context.Invoke();
            }
            catch (Exception error)
            {
                span.SetStatus(ActivityStatusCode.Error);
                span.SetTag("exception.type", error.GetType().FullName);
                span.SetTag("exception.message", error.Message);
                span.SetTag("exception.stacktrace", error.ToString());
                span.SetTag("exception.escaped", true);
                throw;
            }
        }
    }

    private static void Describe(Activity span, IGrainCallContext context)
    {
        if (!span.IsAllDataRequested)
            return;
        span.SetTag("rpc.system.name", "orleans");
        span.SetTag("orleans.rpc.service", context.InterfaceName);
        span.SetTag("rpc.method", $"{context.InterfaceName}/{context.MethodName}");
        span.SetTag("orleans.rpc.target_id", context.TargetId.ToString());
        if (context.SourceId is { } source)
            span.SetTag("orleans.rpc.source_id", source.ToString());
    }

    private static void Read(
        object? carrier, string fieldName, out string? fieldValue, out IEnumerable<string>? fieldValues)
    {
        fieldValue = RequestContext.Get(fieldName) as string;
        fieldValues = null;
    }
}
