using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

/// <summary>What a type must be to cross a grain call, by the rules of Orleans' serializer.</summary>
internal static class SerializerRules
{
    private static readonly string[] FrontEnds = ["TaskManagement.Api", "TaskManagement.Server"];

    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(object), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset),
        typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Int128), typeof(UInt128), typeof(Half),
        typeof(BigInteger), typeof(Uri), typeof(Version), typeof(Type), typeof(CancellationToken), typeof(void),
    ];

    private static readonly HashSet<Type> Generic =
    [
        typeof(Nullable<>), typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>), typeof(KeyValuePair<,>),
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>),
        typeof(SortedDictionary<,>), typeof(SortedList<,>), typeof(SortedSet<>),
        typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>),
        typeof(ICollection<>), typeof(IList<>), typeof(IDictionary<,>), typeof(ISet<>), typeof(IReadOnlySet<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(ReadOnlyMemory<>), typeof(Memory<>),
    ];

    /// <summary>Exceptions that no grain call can meet.</summary>
    private static readonly Dictionary<string, string> Unsent = new()
    {
        ["StorageStartException"] = "it ends the start, before there are grains",
        ["StartException"] = "it ends the start, before there are grains",
        ["AdminException"] = "it ends a command of an operator's tool, which has no grains",
        ["CliException"] = "it ends a command of the client, which has no grains",
        ["BlobDamagedException"] = "front ends read and write content; a grain only has its key",
        ["BlobStoreUnavailableException"] = "front ends read and write content; a grain only has its key",
        ["DamageException"] = "it ends a command of an operator's tool, which has no grains",
    };

    /// <summary>Members without a number: they would not be sent, and nobody would be told.</summary>
    public static IEnumerable<Finding> Unnumbered(IReadOnlyList<Type> types)
    {
        foreach (var type in types.Where(type => type.IsSerializable() && !type.IsEnum))
        {
            var parameters = type.RecordParameters().Select(parameter => parameter.Name).ToHashSet();
            var members = type.StoredFields()
                .Select(field => field.Written()).Where(member => !parameters.Contains(member.Name)).ToList();
            foreach (var member in members.Where(member => !member.Marked("Id")))
                yield return type.Because($"give {member.Name} an [Id(…)], or [NonSerialized] where it is not sent");
            foreach (var twice in members.GroupBy(Id).Where(group => group.Key is not null && group.Count() > 1))
                yield return type.Because($"several members have [Id({twice.Key})]");
        }
    }

    /// <summary>Positional parameters are numbered by their place; a number beside it would be another one.</summary>
    public static IEnumerable<Finding> NumberedTwice(IReadOnlyList<Type> types) =>
        from type in types
        where type.IsSerializable()
        from parameter in type.RecordParameters()
        where parameter.Marked("Id") || type.GetProperty(parameter.Name!)?.Marked("Id") is true
        select type.Because($"take [Id] off the parameter {parameter.Name}: its place is its number");

    /// <summary>A level without the attribute compiles, and fails at the first call that carries it.</summary>
    public static IEnumerable<Finding> HalfAnnotated(IReadOnlyList<Type> types)
    {
        foreach (var type in types.Where(type => type.BaseType is not null))
        {
            var bases = Bases(type).ToList();
            if (!type.IsSerializable() && bases.Any(ProductTypes.IsSerializable))
                yield return type.Because("its base is serializable; give it [GenerateSerializer] as well");
            if (type.IsSerializable()
                && bases.FirstOrDefault(level => !level.IsSerializable() && types.Contains(level)) is { } bare)
                yield return type.Because($"its base {bare.InWords()} lacks [GenerateSerializer]");
            if (type.IsSerializable() && type.IsNestedPrivate)
                yield return type.Because("a private nested type cannot be serialized; move it out");
        }
    }

    /// <summary>
    /// An exception without the attribute reaches the caller as a CodecNotFoundException instead of itself.
    /// </summary>
    public static IEnumerable<Finding> UnsendableExceptions(IReadOnlyList<Type> types) =>
        from type in types
        where type.IsSubclassOf(typeof(Exception)) && !type.IsSerializable()
        where !FrontEnds.Contains(type.Assembly.GetName().Name) && !Unsent.ContainsKey(type.Name)
        select type.Because("an exception that leaves a grain wants [GenerateSerializer] and [Alias]");

    /// <summary>Whatever crosses a grain call, or is kept by a grain, that has no serializer.</summary>
    public static IEnumerable<Finding> Unserializable(IReadOnlyList<Type> types) =>
        from crossing in WireTypes.Of(types)
        where !HasSerializer(crossing.Type)
        select crossing.Owner.Because($"{crossing.Where} carries {crossing.Type.InWords()}, which has no serializer; "
            + "give it [GenerateSerializer, Alias], or carry something else");

    /// <summary>Whether the serializer knows the type itself; its parts are looked at on their own.</summary>
    public static bool HasSerializer(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsArray || type.IsGenericParameter || Plain.Contains(type)
        || type == typeof(Task) || type == typeof(ValueTask) || type.IsSerializable() || type.IsGrainInterface()
        || (type.IsGenericType && (Generic.Contains(type.GetGenericTypeDefinition()) || IsTuple(type)));

    private static bool IsTuple(Type type) =>
        type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
        || type.FullName.StartsWith("System.Tuple`", StringComparison.Ordinal);

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
            yield return level.IsGenericType ? level.GetGenericTypeDefinition() : level;
    }

    private static uint? Id(MemberInfo member) => member.Marked("Id") ? member.Argument<uint>("Id") : null;
}
