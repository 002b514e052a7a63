using System.Collections.Concurrent;
using System.Reflection;

namespace TaskManagement.Api.Tests.Hosting;

/// <summary>A call that the front end has made.</summary>
public sealed record GrainCall(Type Grain, object Key, string Method, object?[] Arguments)
{
    public T Argument<T>() => Arguments.OfType<T>().Single();
}

/// <summary>Stands in for the grains: answers what a test has said, and remembers what was asked.</summary>
public sealed class GrainStubs
{
    private readonly ConcurrentDictionary<(Type, string), Func<GrainCall, object>> _answers = new();

    public GrainStubs()
    {
        Factory = DispatchProxy.Create<IGrainFactory, FactoryProxy>();
        ((FactoryProxy)Factory).Stubs = this;
    }

    public IGrainFactory Factory { get; }

    public ConcurrentQueue<GrainCall> Calls { get; } = [];

    /// <summary>Says what a method answers: the task that it returns.</summary>
    public GrainStubs When<TGrain>(string method, Func<GrainCall, object> answer)
    {
        _answers[(typeof(TGrain), method)] = answer;
        return this;
    }

    private object Answer(GrainCall call)
    {
        Calls.Enqueue(call);
        return _answers.TryGetValue((call.Grain, call.Method), out var answer)
            ? answer(call)
            : throw new InvalidOperationException($"No test says what {call.Grain.Name}.{call.Method} answers.");
    }

    public class FactoryProxy : DispatchProxy
    {
        public GrainStubs Stubs { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var grain = targetMethod!.GetGenericArguments().Single();
            var proxy = DispatchProxy.Create(grain, typeof(GrainProxy));
            ((GrainProxy)proxy).Become(Stubs, grain, args![0]!);
            return proxy;
        }
    }

    public class GrainProxy : DispatchProxy
    {
        private GrainStubs _stubs = null!;
        private Type _grain = null!;
        private object _key = null!;

        public void Become(GrainStubs stubs, Type grain, object key) => (_stubs, _grain, _key) = (stubs, grain, key);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            _stubs.Answer(new GrainCall(_grain, _key, targetMethod!.Name, args ?? []));
    }
}
