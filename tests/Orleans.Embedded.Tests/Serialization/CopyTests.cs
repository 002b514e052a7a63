using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Embedded.Tests.Serialization;

public sealed class CopyTests
{
    public static TheoryData<object> Collections => new()
    {
        new List<Leaf> { new("a"), new("b") },
        new[] { new Leaf("a") },
        new Leaf[,] { { new("a"), new("b") }, { new("c"), new("d") } },
        new HashSet<Leaf> { new("a") },
        new Queue<Leaf>([new("a"), new("b")]),
        new Stack<Leaf>([new("a"), new("b")]),
        new SortedDictionary<string, Leaf> { ["k"] = new("a") },
        new SortedList<string, Leaf> { ["k"] = new("a") },
        new SortedSet<string> { "b", "a" },
        new Dictionary<string, Leaf> { ["k"] = new("a") },
        new ConcurrentDictionary<string, Leaf>([new("k", new("a"))]),
        new ConcurrentQueue<Leaf>([new("a"), new("b")]),
        new Collection<Leaf> { new("a") },
        new ReadOnlyCollection<Leaf>([new("a")]),
        new ReadOnlyDictionary<string, Leaf>(new Dictionary<string, Leaf> { ["k"] = new("a") }),
        ImmutableList.Create(new Leaf("a"), new Leaf("b")),
        ImmutableArray.Create(new Leaf("a")),
        ImmutableStack.Create(new Leaf("a"), new Leaf("b")),
        ImmutableQueue.Create(new Leaf("a"), new Leaf("b")),
        ImmutableDictionary.CreateRange([new KeyValuePair<string, Leaf>("k", new("a"))]),
        new KeyValuePair<string, Leaf>("k", new("a")),
        ("x", new Leaf("a")),
        Tuple.Create(1, new Leaf("a")),
    };

    [Theory]
    [MemberData(nameof(Collections))]
    public void Copy_WhenACollection_ThenEqualContentInNewObjects(object original)
    {
        var copy = Copy(original);

        Assert.IsType(original.GetType(), copy);
        Assert.Equal(original, copy);
        Assert.NotSame(original, copy);
        Assert.All(LeavesOf(original).Zip(LeavesOf(copy)), pair => Assert.NotSame(pair.First, pair.Second));
    }

    [Fact]
    public void Copy_WhenADictionaryHasAComparer_ThenItIsKept()
    {
        var copy = Copy(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Key"] = 1 });

        Assert.Equal(1, copy["kEY"]);
    }

    [Fact]
    public void Copy_WhenAFrozenSetOfMutableItems_ThenNewItems()
    {
        var original = new[] { new Leaf("a") }.ToFrozenSet();

        var copy = Copy(original);

        Assert.Equal(original, copy);
        Assert.NotSame(original.Single(), copy.Single());
    }

    [Fact]
    public void Copy_WhenImmutableOrShallow_ThenTheSameObject()
    {
        var marked = new Fixed([1]);
        var list = ImmutableList.Create("a", "b");
        var address = new Uri("http://localhost");

        Assert.Same(marked, Copy(marked));
        Assert.Same(list, Copy(list));
        Assert.Same(address, Copy(address));
    }

    [Fact]
    public void Copy_WhenTheDeclaredTypeIsImmutableButNotTheDerived_ThenCopied()
    {
        Fixed original = new Loosened([1]);

        Assert.NotSame(original, Copy(original));
    }

    [Fact]
    public void Copy_WhenMembersAreReadOnlyOrPrivate_ThenCopiedAnyway()
    {
        var copy = Copy(new Hidden(1, new("a")) { Required = "r" });

        Assert.Equal("1 a r", copy.ToString());
    }

    [Fact]
    public void Copy_WhenAMemberIsNotSerialized_ThenItHasTheValueOfANewObject() =>
        Assert.Equal(7, Copy(new Partly { Kept = 1, Dropped = 2 }).Dropped);

    [Fact]
    public void Copy_WhenMarkedImmutableAtTheMember_ThenThatIsShared()
    {
        var original = new Sharing { Shared = new("s"), Own = new("o") };

        var copy = Copy(original);

        Assert.Same(original.Shared, copy.Shared);
        Assert.NotSame(original.Own, copy.Own);
    }

    [Fact]
    public void Copy_WhenThereAreCyclesAndSharedParts_ThenTheSameShape()
    {
        var original = new Node();
        original.Next = original;
        original.All = [.. Enumerable.Repeat(original, 20)];

        var copy = Copy(original);

        Assert.NotSame(original, copy);
        Assert.Same(copy, copy.Next);
        Assert.All(copy.All, node => Assert.Same(copy, node));
    }

    [Fact]
    public void Copy_WhenManyObjectsAreSeen_ThenIdentityIsStillKept()
    {
        var nodes = Enumerable.Range(0, 50).Select(_ => new Node()).ToList();

        var copy = Copy(new List<List<Node>>([nodes, nodes, [nodes[0], nodes[49]]]));

        Assert.Same(copy[0], copy[1]);
        Assert.Same(copy[0][0], copy[2][0]);
        Assert.Same(copy[0][49], copy[2][1]);
    }

    [Fact]
    public void Copy_WhenAHierarchy_ThenEveryLevelIsCopied()
    {
        Base copy = Copy<Base>(new Derived { Low = new("low"), High = new("high") });

        Assert.Equal(("low", "high"), (((Derived)copy).Low.Name, copy.High.Name));
    }

    [Fact]
    public void Copy_WhenADerivedTypeIsNotMarked_ThenCodecNotFoundNamesIt()
    {
        var error = Assert.Throws<CodecNotFoundException>(() => Copy<Base>(new Bare { High = new("h") }));

        Assert.Contains(nameof(Bare), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_WhenAQueryBehindAnInterface_ThenAList()
    {
        var copy = Copy<IEnumerable<int>>(Enumerable.Range(0, 3).Where(n => n != 1));

        Assert.Equal([0, 2], Assert.IsType<List<int>>(copy));
    }

    [Fact]
    public void Copy_WhenBytes_ThenNewBytes()
    {
        byte[] original = [1, 2];
        ReadOnlyMemory<byte> memory = original;

        var copy = Copy(memory);
        original[0] = 9;

        Assert.Equal([1, 2], copy.ToArray());
    }

    [Fact]
    public void Copy_WhenAStructHoldsAMutable_ThenThatIsCopied()
    {
        var original = new Holder(new("a"));

        Assert.NotSame(original.Leaf, Copy(original).Leaf);
        Assert.NotSame(original.Leaf, Copy<Holder?>(original)!.Value.Leaf);
    }

    [Fact]
    public void Copy_WhenWrappedAsImmutable_ThenShared()
    {
        var leaf = new Leaf("a");

        Assert.Same(leaf, Copy(new Orleans.Concurrency.Immutable<Leaf>(leaf)).Value);
    }

    private static T Copy<T>(T value)
    {
        var context = CopyContext.Rent(destination: null);
        var copy = context.Copy(value);
        context.Return();
        return copy;
    }

    private static IEnumerable<Leaf> LeavesOf(object collection) => collection switch
    {
        KeyValuePair<string, Leaf> pair => [pair.Value],
        ValueTuple<string, Leaf> tuple => [tuple.Item2],
        Tuple<int, Leaf> tuple => [tuple.Item2],
        IEnumerable<KeyValuePair<string, Leaf>> pairs => pairs.Select(pair => pair.Value),
        System.Collections.IEnumerable items => items.OfType<Leaf>(),
        _ => throw new ArgumentException($"{collection.GetType()}"),
    };

    [GenerateSerializer]
    public sealed record Leaf(string Name);

    [GenerateSerializer]
    [Immutable]
    public record Fixed(List<int> Numbers);

    [GenerateSerializer]
    public sealed record Loosened(List<int> Numbers) : Fixed(Numbers);

    [GenerateSerializer]
    public readonly record struct Holder(Leaf Leaf);

    [GenerateSerializer]
    public class Base
    {
        [Id(0)]
        public required Leaf High { get; init; }
    }

    [GenerateSerializer]
    public sealed class Derived : Base
    {
        [Id(0)]
        public required Leaf Low { get; init; }
    }

    [GenerateSerializer]
    internal sealed class Node
    {
        [Id(0)]
        public Node? Next { get; set; }

        [Id(1)]
        public List<Node> All { get; set; } = [];
    }

    private sealed class Bare : Base;

    [GenerateSerializer]
    private sealed class Hidden(int number, Leaf leaf)
    {
        [Id(0)]
        private readonly int _number = number;

        [Id(1)]
        private Leaf Leaf { get; } = leaf;

        [Id(2)]
        public required string Required { get; init; }

        public override string ToString() => $"{_number} {Leaf.Name} {Required}";
    }

    [GenerateSerializer]
    private sealed class Partly
    {
        [Id(0)]
        public int Kept { get; set; }

        [field: NonSerialized]
        public int Dropped { get; set; } = 7;
    }

    [GenerateSerializer]
    private sealed class Sharing
    {
        [Id(0)]
        [Immutable]
        public Leaf? Shared { get; set; }

        [Id(1)]
        public Leaf? Own { get; set; }
    }
}
