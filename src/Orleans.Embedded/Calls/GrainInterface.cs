using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Embedded.Catalog;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Embedded.Calls;

/// <summary>A grain interface with its methods and its proxies.</summary>
internal sealed class GrainInterface
{
    private static readonly ConcurrentDictionary<Type, GrainInterface> Known = [];

    private readonly GrainMethod[] _methods;
    private readonly ConcurrentDictionary<MethodInfo, GrainMethod> _closedGenerics = [];
    private readonly Func<GrainInterface, CallPath, GrainId, GrainProxy> _activator;

    private GrainInterface(Type type)
    {
        Type = type;
        Name = NameOf(type);
        Methods = MethodsOf(type);
        _methods = Array.ConvertAll(Methods, m => m.IsGenericMethodDefinition ? null! : GrainMethod.Create(this, m));
        _activator = ProxyCompiler.Compile(type, Methods);
    }

    public Type Type { get; }

    public GrainInterfaceType Name { get; }

    public MethodInfo[] Methods { get; }

    /// <summary>
    /// Throws <see cref="CodecNotFoundException"/> if some method cannot carry its values, as Orleans does here.
    /// </summary>
    public static GrainInterface Of(Type type) => Known.GetOrAdd(type, static t => new(t));

    public static GrainInterfaceType NameOf(Type type) =>
        type.GetCustomAttributes<AliasAttribute>().FirstOrDefault() is { } alias ? new(alias.Alias)
        : new(type.IsConstructedGenericType ? TypeNames.Of(type) : type.FullName!);

    public static MethodInfo[] MethodsOf(Type type) =>
        [.. type.GetInterfaces().Prepend(type).SelectMany(t => t.GetMethods()).Where(m => !m.IsStatic)];

    public GrainProxy Refer(CallPath path, GrainId grain) => _activator(this, path, grain);

    public GrainMethod Method(int index, Type[]? typeArguments) => typeArguments is null
        ? _methods[index]
        : _closedGenerics.GetOrAdd(
            Methods[index].MakeGenericMethod(typeArguments), static (m, self) => GrainMethod.Create(self, m), this);
}
