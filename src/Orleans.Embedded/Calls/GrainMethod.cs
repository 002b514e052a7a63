using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A method of a grain interface, with everything about it that a call needs to know.</summary>
internal abstract class GrainMethod
{
    private readonly Copier?[] _inSilo;
    private readonly Lazy<Copier?[]> _overWire;
    private readonly bool _copiesInSilo;

    protected GrainMethod(GrainInterface owner, MethodInfo method)
    {
        Interface = owner;
        Method = method;
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        OneWay = method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void);
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        var parameters = method.GetParameters();
        CancellationIndex = Array.FindIndex(parameters, p => p.ParameterType == typeof(CancellationToken));
        _inSilo = Array.ConvertAll(parameters, p => CopierOf(p, Copiers.InSilo));
        _overWire = new(() => Array.ConvertAll(parameters, p => CopierOf(p, Copiers.OverWire)));
        _copiesInSilo = Array.Exists(_inSilo, c => c is not null);
    }

    public GrainInterface Interface { get; }

    public MethodInfo Method { get; }

    public bool AlwaysInterleave { get; }

    public bool ReadOnly { get; }

    public bool OneWay { get; }

    public TimeSpan? ResponseTimeout { get; }

    public int CancellationIndex { get; }

    public static GrainMethod Create(GrainInterface owner, MethodInfo method)
    {
        var result = ResultTypeOf(method.ReturnType);
        const BindingFlags Plainly = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions;
        return (GrainMethod)Activator.CreateInstance(
            typeof(GrainMethod<>).MakeGenericType(result), Plainly, null, [owner, method], null)!;
    }

    /// <summary>The type that an answer carries; null if the method may not be a grain method.</summary>
    public static Type? TryResultTypeOf(Type returned) => returned switch
    {
        { IsGenericType: true } when returned.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>)) => returned.GetGenericArguments()[0],
        _ when returned == typeof(Task) || returned == typeof(ValueTask) || returned == typeof(void) => typeof(Nothing),
        _ => null,
    };

    /// <summary>The callee gets copies, made before the caller goes on.</summary>
    public void CopyArguments(object?[]? arguments, CopyContext context)
    {
        if (arguments is null || (context.Destination is null && !_copiesInSilo))
        {
            return;
        }

        var copiers = context.Destination is null ? _inSilo : _overWire.Value;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (copiers[i] is { } copier && arguments[i] is { } value)
            {
                arguments[i] = copier.CopyObject(value, context);
            }
        }
    }

    protected static Type ResultTypeOf(Type returned) => TryResultTypeOf(returned)
        ?? throw new NotSupportedException($"A grain method cannot return {returned}.");

    private static Copier? CopierOf(ParameterInfo parameter, Copiers copiers)
    {
        var copier = copiers.ForDeclared(parameter.ParameterType);
        return copier.IsShared || copiers.IsKept(parameter) ? null : copier;
    }
}

/// <inheritdoc/>
internal sealed class GrainMethod<T> : GrainMethod
{
    private readonly Lazy<Func<object, object?[]?, ValueTask<T>>> _invoke;
    private readonly bool _copiesInSilo;

    public GrainMethod(GrainInterface owner, MethodInfo method) : base(owner, method)
    {
        _invoke = new(() => Compile(method));
        _copiesInSilo = !Copier<T>.Of(Copiers.InSilo).IsShared && !Copiers.InSilo.IsKept(method.ReturnParameter);
    }

    public bool CopiesResult(CallPath? destination) =>
        destination is null ? _copiesInSilo : !Copier<T>.Of(Copiers.OverWire).IsShared;

    public ValueTask<T> Invoke(object grain, object?[]? arguments) => _invoke.Value(grain, arguments);

    private static Func<object, object?[]?, ValueTask<T>> Compile(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        var call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        Expression body = method.ReturnType == typeof(void)
            ? Expression.Block(call, Expression.Default(typeof(ValueTask<T>)))
            : Expression.Call(typeof(Returns), nameof(Returns.Of), GenericsOf(method), call);
        return Expression.Lambda<Func<object, object?[]?, ValueTask<T>>>(body, grain, arguments).Compile();
    }

    private static Type[] GenericsOf(MethodInfo method) => method.ReturnType.IsGenericType ? [typeof(T)] : [];
}

/// <summary>Brings what methods return into one shape.</summary>
internal static class Returns
{
    public static ValueTask<T> Of<T>(ValueTask<T> task) => task;

    public static ValueTask<T> Of<T>(Task<T> task) => new(task);

    public static ValueTask<Nothing> Of(ValueTask task) =>
        task.IsCompletedSuccessfully ? default : AwaitAsync(task);

    public static ValueTask<Nothing> Of(Task task) =>
        task.IsCompletedSuccessfully ? default : AwaitAsync(new(task));

    private static async ValueTask<Nothing> AwaitAsync(ValueTask task)
    {
        await task;
        return default;
    }
}
