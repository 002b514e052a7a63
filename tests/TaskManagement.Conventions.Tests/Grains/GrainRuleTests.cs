using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

public sealed class GrainRuleTests
{
    private const string Named = "[Alias(\"I\")] public interface I : IGrainWithGuidKey { [Alias(\"M\")] ";
    private const string Marked = "[GenerateSerializer, Alias(\"X\")] public sealed ";

    private static readonly Dictionary<string, Func<IReadOnlyList<Type>, IEnumerable<Finding>>> Rules = new()
    {
        [nameof(GrainRules.Unnamed)] = GrainRules.Unnamed,
        [nameof(GrainRules.Unregistered)] = GrainRules.Unregistered,
        [nameof(GrainRules.Uncallable)] = GrainRules.Uncallable,
        [nameof(GrainRules.Misattributed)] = GrainRules.Misattributed,
        [nameof(SerializerRules.Unnumbered)] = SerializerRules.Unnumbered,
        [nameof(SerializerRules.NumberedTwice)] = SerializerRules.NumberedTwice,
        [nameof(SerializerRules.HalfAnnotated)] = SerializerRules.HalfAnnotated,
        [nameof(SerializerRules.UnsendableExceptions)] = SerializerRules.UnsendableExceptions,
        [nameof(SerializerRules.Unserializable)] = SerializerRules.Unserializable,
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Rule_WhenProductIsInspected_ThenFindsNothing(string rule) =>
        Findings.AssertNone(Rules[rule](ProductTypes.All));

    [Theory]
    [InlineData(nameof(GrainRules.Unnamed), "public interface I : IGrainWithGuidKey;")]
    [InlineData(nameof(GrainRules.Unnamed), "[Alias(\"I\")] public interface I : IGrainWithGuidKey { Task M(); }")]
    [InlineData(nameof(GrainRules.Unnamed), Named + "Task M(); [Alias(\"M\")] Task N(); }")]
    [InlineData(nameof(GrainRules.Unnamed), Marked + "record X; [GenerateSerializer, Alias(\"X\")] public record Y;")]
    [InlineData(nameof(GrainRules.Unregistered), "public class G : Grain, IGrainWithGuidKey;")]
    [InlineData(nameof(GrainRules.Unregistered),
        "[GrainType(\"g\")] public class G : Grain; [GrainType(\"g\")] public class H : Grain;")]
    [InlineData(nameof(GrainRules.Unregistered), "public class O { [GrainType(\"g\")] class G : Grain; }")]
    [InlineData(nameof(GrainRules.Unregistered), Named + "Task M(); }")]
    [InlineData(nameof(GrainRules.Uncallable), Named + "int M(); }")]
    [InlineData(nameof(GrainRules.Uncallable), Named + "Task M(ref int x); }")]
    [InlineData(nameof(GrainRules.Uncallable), Named + "Task M(CancellationToken a, CancellationToken b); }")]
    [InlineData(nameof(GrainRules.Misattributed),
        "public class G : Grain { [Orleans.Concurrency.ReadOnly] public void M() { } }")]
    [InlineData(nameof(SerializerRules.Unnumbered), Marked + "class X { public int A { get; set; } }")]
    [InlineData(nameof(SerializerRules.Unnumbered), Marked + "record X(int A) { public int B { get; init; } }")]
    [InlineData(nameof(SerializerRules.Unnumbered), Marked + "class X { [Id(0)] public int A; [Id(0)] public int B; }")]
    [InlineData(nameof(SerializerRules.Unnumbered), Marked + "class X(int a) { public int B => a; }")]
    [InlineData(nameof(SerializerRules.NumberedTwice), Marked + "record X([property: Id(0)] int A);")]
    [InlineData(nameof(SerializerRules.HalfAnnotated), "[GenerateSerializer] public record B; public record D : B;")]
    [InlineData(nameof(SerializerRules.HalfAnnotated), "public record B; [GenerateSerializer] public record D : B;")]
    [InlineData(nameof(SerializerRules.HalfAnnotated), "public class O { [GenerateSerializer] record X; }")]
    [InlineData(nameof(SerializerRules.UnsendableExceptions), "public class OddException : Exception;")]
    [InlineData(nameof(SerializerRules.Unserializable), "public record Y; " + Named + "Task<List<Y>> M(); }")]
    [InlineData(nameof(SerializerRules.Unserializable), Named + "Task M(System.Text.Json.JsonElement? x); }")]
    [InlineData(nameof(SerializerRules.Unserializable), Marked + "record X(LinkedList<int> A);")]
    public void Rule_WhenSampleBreaksIt_ThenFindsIt(string rule, string sample) =>
        Assert.Single(Rules[rule]([.. ProductTypes.Written(Compilations.Load(sample))]));

    [Theory]
    [InlineData(nameof(SerializerRules.Unnumbered),
        Marked + "record X(int A) { public int B => A; [Id(0)] public int C; }")]
    [InlineData(nameof(SerializerRules.Unnumbered), Marked + "class X { [NonSerialized] public int A; }")]
    [InlineData(nameof(SerializerRules.HalfAnnotated),
        "[GenerateSerializer] public record B; [GenerateSerializer] public record D : B;")]
    [InlineData(nameof(SerializerRules.Unserializable),
        Marked + "record X(Guid? A, (int, string)[] B, IReadOnlyDictionary<string, X> C); "
            + Named + "ValueTask<X?> M(I other); }")]
    public void Rule_WhenSampleKeepsIt_ThenFindsNothing(string rule, string sample) =>
        Assert.Empty(Rules[rule]([.. ProductTypes.Written(Compilations.Load(sample))]));
}
