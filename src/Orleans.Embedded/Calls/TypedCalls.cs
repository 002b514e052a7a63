using System.Threading.Tasks.Sources;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Serialization;

namespace Orleans.Embedded.Calls;

/// <summary>A call with a result of a known type.</summary>
internal abstract class GrainCall<T>(GrainMethod<T> method, object?[]? arguments) : GrainCall(method, arguments)
{
    public new GrainMethod<T> Method { get; } = method;

    public override ValueTask ExecuteAsync(Callee callee)
    {
        var started = callee.Filters?.Stopwatch?.Start() ?? 0;
        try
        {
            var running = RunAsync(callee);
            if (!running.IsCompletedSuccessfully)
            {
                return FinishAsync(running, callee, started);
            }

            Succeed(running.Result, callee, started);
        }
        catch (Exception error)
        {
            Fail(error, callee, started);
        }

        return default;
    }

    protected abstract void SetResult(T result);

    /// <summary>Behind all filters.</summary>
    public virtual ValueTask<T> InvokeAsync(Callee callee) => Method.Invoke(callee.GrainInstance!, Arguments);

    private ValueTask<T> RunAsync(Callee callee)
    {
        var target = callee.GrainInstance!;
        Arrive(target);
        return callee.Filters is { } filters && filters.HasIncoming(target)
            ? filters.InvokeIncoming(this, callee)
            : InvokeAsync(callee);
    }

    private async ValueTask FinishAsync(ValueTask<T> running, Callee callee, long started)
    {
        try
        {
            Succeed(await running, callee, started);
        }
        catch (Exception error)
        {
            Fail(error, callee, started);
        }
    }

    private void Succeed(T result, Callee callee, long started)
    {
        var destination = At!.WireTo(Path);
        if (result is not null && Method.CopiesResult(destination))
        {
            var context = CopyContext.Rent(destination);
            result = context.Copy(result);
            context.Return();
        }

        callee.Filters?.Stopwatch?.Stop(this, started, error: null);
        if (TryTakeAnswer())
        {
            SetResult(result);
        }
    }

    private void Fail(Exception error, Callee callee, long started)
    {
        callee.Filters?.Stopwatch?.Stop(this, started, error);
        callee.OnEscaped(error);
        if (Method.OneWay)
        {
            callee.Log.LogWarning(error, "One-way call {Call} failed, which its caller never hears", this);
            return;
        }

        Reject(error);
    }
}

/// <summary>The call is its own answer, so a call of a ValueTask method costs one object.</summary>
internal sealed class ValueTaskCall<T> : GrainCall<T>, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _answer;

    public ValueTaskCall(GrainMethod<T> method, object?[]? arguments) : base(method, arguments) =>
        _answer.RunContinuationsAsynchronously = true;

    public ValueTask<T> Typed => new(this, _answer.Version);

    public ValueTask Untyped => new(this, _answer.Version);

    public T GetResult(short token) => _answer.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _answer.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _answer.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    protected override void SetResult(T result) => _answer.SetResult(result);

    protected override void SetError(Exception error) => _answer.SetException(error);
}

internal class TaskCall<T>(GrainMethod<T> method, object?[]? arguments) : GrainCall<T>(method, arguments)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _answer.Task;

    protected override void SetResult(T result) => _answer.SetResult(result);

    protected override void SetError(Exception error)
    {
        // As an async method would: a cancellation makes the task cancelled, not faulted.
        if (error is OperationCanceledException cancelled)
        {
            _answer.SetCanceled(cancelled.CancellationToken);
            return;
        }

        _answer.SetException(error);
    }
}
