using Orleans.Concurrency;
using Orleans.Serialization;

namespace TaskManagement.Cluster.Tests.Conformance;

[GenerateSerializer]
public sealed class Basket
{
    [Id(0)]
    public List<string> Items { get; set; } = [];

    [Id(1)]
    public Basket? Other { get; set; }
}

[GenerateSerializer]
public record Shape(string Name);

[GenerateSerializer]
public sealed record Circle(string Name, double Radius) : Shape(Name);

[GenerateSerializer]
public sealed record Checked
{
    public Checked(int value) => Value = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));

    [Id(0)]
    public int Value { get; private init; }
}

[GenerateSerializer]
public sealed class MarkedException(string message, int code) : Exception(message)
{
    [Id(0)]
    public int Code { get; } = code;
}

public sealed class UnmarkedException(string message) : Exception(message);

[Alias("conformance-calls")]
public interface ICalls : IGrainWithStringKey
{
    Task<Basket> Keep(Basket basket);

    Task<Basket> Kept();

    ValueTask<bool> AreSame(Basket one, Basket two);

    ValueTask<string> TypeOf(Shape shape);

    Task<string> TypeOfItems(IReadOnlyList<int> items);

    Task<int> Sum(params int[] numbers);

    Task<int> Overloaded(int number);

    Task<string> Overloaded(string text);

    Task<T> Echo<T>(T value);

    Task<int> Defaulted(int number) => Task.FromResult(number + 1);

    Task<Checked> Raw(Checked value);

    Task FailMarked();

    Task FailUnmarked();

    Task FailArgument();

    Task<bool> CatchesSameInstanceFrom(ICalls other, string key);

    Task FailWith(string key);

    Task<ICalls> Self();

    [OneWay]
    Task Forget(string key);
}

[GrainType("conformance.calls")]
internal sealed class CallsGrain : Grain, ICalls
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Exception> Thrown = [];
    private Basket _kept = new();

    public Task<Basket> Keep(Basket basket)
    {
        basket.Items.Add("by the callee");
        _kept = basket;
        return Task.FromResult(basket);
    }

    public Task<Basket> Kept() => Task.FromResult(_kept);

    public ValueTask<bool> AreSame(Basket one, Basket two) =>
        new(ReferenceEquals(one, two) && ReferenceEquals(one.Other, one));

    public ValueTask<string> TypeOf(Shape shape) => new(shape.GetType().Name);

    public Task<string> TypeOfItems(IReadOnlyList<int> items) =>
        Task.FromResult($"{items.GetType().Name} of {items.Count}");

    public Task<int> Sum(params int[] numbers) => Task.FromResult(numbers.Sum());

    public Task<int> Overloaded(int number) => Task.FromResult(number);

    public Task<string> Overloaded(string text) => Task.FromResult(text);

    public Task<T> Echo<T>(T value) => Task.FromResult(value);

    public Task<Checked> Raw(Checked value) => Task.FromResult(value);

    public Task FailMarked() => throw new MarkedException("marked", 7);

    public async Task FailUnmarked()
    {
        await Task.Yield();
        throw new UnmarkedException("unmarked");
    }

    public Task FailArgument() => throw new InvalidOperationException("framework");

    public async Task<bool> CatchesSameInstanceFrom(ICalls other, string key)
    {
        try
        {
            await other.FailWith(key);
            return false;
        }
        catch (UnmarkedException error)
        {
            return ReferenceEquals(error, Thrown[key]);
        }
    }

    public Task FailWith(string key)
    {
        Thrown[key] = new UnmarkedException(key);
        throw Thrown[key];
    }

    public Task<ICalls> Self() => Task.FromResult<ICalls>(this);

    public Task Forget(string key)
    {
        Board.Write(key, "ran");
        throw new InvalidOperationException("nobody hears this");
    }
}

[Collection(ConformanceCollection.Name)]
public sealed class CallConformance(ConformanceCluster cluster)
{
    private readonly ICalls _grain = cluster.Client.GetGrain<ICalls>(Guid.NewGuid().ToString());

    [Fact]
    [Trait(Traps.Name, Traps.Sharing)]
    public async Task Argument_WhenChangedByTheCallee_ThenTheCallerDoesNotSeeIt()
    {
        var basket = new Basket { Items = ["mine"] };

        var returned = await _grain.Keep(basket);

        Assert.Equal(["mine"], basket.Items);
        Assert.Equal(["mine", "by the callee"], returned.Items);
    }

    [Fact]
    [Trait(Traps.Name, Traps.Sharing)]
    public async Task Result_WhenChangedByTheCaller_ThenTheCalleeDoesNotSeeIt()
    {
        var returned = await _grain.Keep(new());
        returned.Items.Clear();

        Assert.Equal(["by the callee"], (await _grain.Kept()).Items);
    }

    [Fact]
    public async Task Arguments_WhenTheSameObjectTwiceAndInACycle_ThenStillTheSame()
    {
        var basket = new Basket();
        basket.Other = basket;

        Assert.True(await _grain.AreSame(basket, basket));
    }

    [Fact]
    public async Task Argument_WhenOfADerivedType_ThenTheTypeIsKept() =>
        Assert.Equal(nameof(Circle), await _grain.TypeOf(new Circle("c", 1)));

    [Fact]
    public async Task Argument_WhenOfAQueryBehindAnInterface_ThenArrivesAsList() =>
        Assert.Equal("List`1 of 3", await _grain.TypeOfItems([.. Enumerable.Range(0, 3).Where(n => n >= 0)]));

    [Fact]
    [Trait(Traps.Name, Traps.Codecs)]
    public async Task Argument_WhenOfAnUnmarkedDerivedType_ThenTheCallFails() =>
        await Assert.ThrowsAnyAsync<Exception>(async () => await _grain.TypeOf(new Unmarked("u")));

    [Fact]
    [Trait(Traps.Name, Traps.Codecs)]
    public async Task Argument_WhenItsConstructorChecks_ThenTheCopyIsMadeWithoutIt() =>
        Assert.Equal(5, (await _grain.Raw(new(5))).Value);

    [Fact]
    public async Task Method_WhenOverloadedGenericDefaultedOrWithParams_ThenTheRightOneRuns()
    {
        Assert.Equal(6, await _grain.Sum(1, 2, 3));
        Assert.Equal(4, await _grain.Overloaded(4));
        Assert.Equal("four", await _grain.Overloaded("four"));
        Assert.Equal("echo", await _grain.Echo("echo"));
        Assert.Equal(9L, await _grain.Echo(9L));
        Assert.Equal(3, await _grain.Defaulted(2));
    }

    [Fact]
    public async Task Exception_WhenMarked_ThenArrivesAtTheClientWithItsMembers()
    {
        var error = await Assert.ThrowsAsync<MarkedException>(_grain.FailMarked);

        Assert.Equal(("marked", 7), (error.Message, error.Code));
    }

    [Fact]
    public async Task Exception_WhenOfTheFramework_ThenArrivesAtTheClient()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(_grain.FailArgument);

        Assert.Equal("framework", error.Message);
    }

    [Fact]
    [Trait(Traps.Name, Traps.Exceptions)]
    public async Task Exception_WhenUnmarked_ThenTheClientGetsCodecNotFoundInstead() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(_grain.FailUnmarked);

    [Fact]
    public async Task Exception_WhenBetweenGrainsOfOneSilo_ThenTheSameInstance()
    {
        var key = Guid.NewGuid().ToString();
        var other = cluster.Client.GetGrain<ICalls>(key);

        Assert.True(await _grain.CatchesSameInstanceFrom(other, key));
    }

    [Fact]
    public async Task This_WhenHandedOut_ThenAReference()
    {
        var self = await _grain.Self();

        Assert.Equal(_grain, self);
        Assert.Equal(3, await self.Overloaded(3));
    }

    [Fact]
    public async Task OneWay_WhenTheCalleeFails_ThenItRanAndTheCallerHearsNothing()
    {
        var key = Guid.NewGuid().ToString();

        await _grain.Forget(key);

        await Eventually.Noted(key, "ran");
    }

    /// <summary>Private, because an engine may refuse to start with one that others can see.</summary>
    private sealed record Unmarked(string Name) : Shape(Name);
}
