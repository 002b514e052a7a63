using Orleans.Embedded.Serialization;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Embedded.Tests.Serialization;

/// <summary>What becomes of values between silos: the copier is the round trip.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public void Value_WhenItsTypeOrItsPlacePromisesImmutability_ThenRebuiltAllTheSame()
    {
        var numbers = new List<int> { 1 };
        var value = new Promised(numbers) { Own = numbers };

        var copy = Carry(value);

        Assert.NotSame(value, copy);
        Assert.NotSame(numbers, copy.Numbers);
        Assert.Same(copy.Numbers, copy.Own);
        Assert.NotSame(numbers, Carry(new Orleans.Concurrency.Immutable<List<int>>(numbers)).Value);
    }

    [Fact]
    public void Value_WhenAMemberIsNotSerialized_ThenItIsLost()
    {
        Assert.Equal("by default", Carry(new Forgetful { Forgotten = "set" }).Forgotten);
        Assert.Equal(0, Carry(new ForgetfulValue(1) { Forgotten = 2 }).Forgotten);
    }

    [Fact]
    public void Value_WhenItsConstructorTakesArguments_ThenItDoesNotRun() =>
        Assert.Equal(5, Carry(new Strict(5)).Value);

    [Fact]
    public void Keys_WhenComparedInAWayOfTheApplication_ThenNotCarried()
    {
        Assert.Throws<CodecNotFoundException>(() => Carry(new HashSet<string>(new ByLength())));
        Assert.Equal(
            StringComparer.OrdinalIgnoreCase, Carry(new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Comparer);
    }

    [Fact]
    public void Exception_WhenOfTheFramework_ThenItKeepsWhatAllHaveAndLosesItsOwn()
    {
        var error = Thrown(new ArgumentException("wrong", "name", new InvalidOperationException("cause")));
        error.Data["key"] = "value";

        var copy = Carry(error);

        Assert.NotSame(error, copy);
        Assert.Equal(error.Message, copy.Message);
        Assert.Null(copy.ParamName);
        Assert.Equal("cause", Assert.IsType<InvalidOperationException>(copy.InnerException).Message);
        Assert.Equal("value", copy.Data["key"]);
        Assert.Equal(error.HResult, copy.HResult);
        Assert.Contains(nameof(Thrown), copy.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_WhenMarked_ThenItKeepsItsMembers()
    {
        var copy = Carry(new MarkedException("text", 7));

        Assert.Equal(("text", 7), (copy.Message, copy.Code));
    }

    [Fact]
    public void Exceptions_WhenSeveralInOne_ThenAllAreCarried()
    {
        var copy = Carry(new AggregateException("both", new TimeoutException("one"), new MarkedException("two", 2)));

        Assert.Equal("both (one) (two)", copy.Message);
        Assert.Equal(2, Assert.IsType<MarkedException>(copy.InnerExceptions[1]).Code);
    }

    [Fact]
    public void Exception_WhenItOrItsCauseIsUnknown_ThenNotCarried()
    {
        Assert.Throws<CodecNotFoundException>(() => Carry<Exception>(new Unmarked()));
        Assert.Throws<CodecNotFoundException>(() => Carry(new InvalidOperationException("", new Unmarked())));
    }

    [Fact]
    public void Identity_WhenOfTheEngine_ThenEqual()
    {
        var id = GrainId.Create("type", "key");

        Assert.Equal(id, Carry(id));
        Assert.Equal(_silo.Silo.Address, Carry(_silo.Silo.Address));
    }

    private T Carry<T>(T value)
    {
        var copying = CopyContext.Rent(_silo.Silo.Path);
        try
        {
            return copying.Copy(value);
        }
        finally
        {
            copying.Return();
        }
    }

    private static T Thrown<T>(T error) where T : Exception
    {
        try
        {
            throw error;
        }
        catch (T caught)
        {
            return caught;
        }
    }

    [GenerateSerializer, Immutable]
    public sealed record Promised(List<int> Numbers)
    {
        [Id(0), Immutable]
        public List<int> Own { get; init; } = [];
    }

    [GenerateSerializer, Immutable]
    public sealed class Forgetful
    {
        [field: NonSerialized]
        public string Forgotten { get; init; } = "by default";
    }

    [GenerateSerializer]
    public record struct ForgetfulValue(int Kept)
    {
        [field: NonSerialized]
        public int Forgotten { get; init; }
    }

    [GenerateSerializer, Immutable]
    public sealed record Strict
    {
        public Strict(int value) => Value = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));

        [Id(0)]
        public int Value { get; private init; }
    }

    [GenerateSerializer]
    public sealed class MarkedException(string message, int code) : Exception(message)
    {
        [Id(0)]
        public int Code { get; } = code;
    }

    private sealed class Unmarked : Exception;

    private sealed class ByLength : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x?.Length == y?.Length;

        public int GetHashCode(string text) => text.Length;
    }
}
