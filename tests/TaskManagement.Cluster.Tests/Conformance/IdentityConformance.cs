namespace TaskManagement.Cluster.Tests.Conformance;

public interface IGuidKeyed : IGrainWithGuidKey
{
    Task<string> Identity();

    Task<Guid> Key();
}

public interface IIntegerKeyed : IGrainWithIntegerKey
{
    Task<string> Identity();

    Task<long> Key();
}

public interface ITextKeyed : IGrainWithStringKey
{
    Task<string> Identity();

    Task<string> Key();
}

public interface ICompoundKeyed : IGrainWithIntegerCompoundKey
{
    Task<(long Key, string? Extension, string Raw)> Key();
}

public interface ITwiceServed : IGrainWithStringKey
{
    Task Nothing();
}

public interface INeverServed : IGrainWithStringKey
{
    Task Nothing();
}

[GrainType("conformance.guid-keyed")]
internal sealed class GuidKeyedGrain : Grain, IGuidKeyed
{
    public Task<string> Identity() => Task.FromResult(this.GetGrainId().ToString());

    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

[GrainType("conformance.integer-keyed")]
internal sealed class IntegerKeyedGrain : Grain, IIntegerKeyed
{
    public Task<string> Identity() => Task.FromResult(this.GetGrainId().ToString());

    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

internal sealed class ConformanceTextKeyedGrain : Grain, ITextKeyed
{
    public Task<string> Identity() => Task.FromResult(this.GetGrainId().ToString());

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

[GrainType("conformance.compound-keyed")]
internal sealed class CompoundKeyedGrain : Grain, ICompoundKeyed
{
    public Task<(long Key, string? Extension, string Raw)> Key()
    {
        var key = this.GetPrimaryKeyLong(out var extension);
        return Task.FromResult((key, extension, this.GetPrimaryKeyString()));
    }
}

[GrainType("conformance.first-of-two")]
internal sealed class FirstOfTwo : Grain, ITwiceServed
{
    public Task Nothing() => Task.CompletedTask;
}

[GrainType("conformance.second-of-two")]
internal sealed class SecondOfTwo : Grain, ITwiceServed
{
    public Task Nothing() => Task.CompletedTask;
}

[Collection(ConformanceCollection.Name)]
public sealed class IdentityConformance(ConformanceCluster cluster)
{
    [Fact]
    public async Task Key_WhenGuid_ThenWrittenAs32HexDigits()
    {
        var key = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        var grain = cluster.Client.GetGrain<IGuidKeyed>(key);

        Assert.Equal("conformance.guid-keyed/0f8fad5bd9cb469fa16570867728950e", await grain.Identity());
        Assert.Equal(key, await grain.Key());
        Assert.Equal(key, grain.GetPrimaryKey());
    }

    [Fact]
    public async Task Key_WhenInteger_ThenWrittenAsUpperCaseHex()
    {
        var grain = cluster.Client.GetGrain<IIntegerKeyed>(255);

        Assert.Equal("conformance.integer-keyed/FF", await grain.Identity());
        Assert.Equal(255, await grain.Key());
        Assert.Equal(-1, await cluster.Client.GetGrain<IIntegerKeyed>(-1).Key());
    }

    [Fact]
    public async Task GrainType_WhenNotSet_ThenClassNameInLowerCaseWithoutSuffix()
    {
        var grain = cluster.Client.GetGrain<ITextKeyed>("a/b c");

        Assert.Equal("conformancetextkeyed/a/b c", await grain.Identity());
        Assert.Equal("a/b c", await grain.Key());
    }

    [Fact]
    public async Task Key_WhenCompound_ThenPartsAreSeparatedByPlus()
    {
        var grain = cluster.Client.GetGrain<ICompoundKeyed>(16, "north");

        Assert.Equal((16, "north", "10+north"), await grain.Key());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void GetGrain_WhenTextKeyIsBlank_ThenArgumentException(string key) =>
        Assert.ThrowsAny<ArgumentException>(() => cluster.Client.GetGrain<ITextKeyed>(key));

    [Fact]
    [Trait(Traps.Name, Traps.Registration)]
    public void GetGrain_WhenTwoClassesServeTheInterface_ThenArgumentException() =>
        Assert.ThrowsAny<ArgumentException>(() => cluster.Client.GetGrain<ITwiceServed>("x"));

    [Fact]
    [Trait(Traps.Name, Traps.Registration)]
    public async Task GetGrain_WhenNoClassServesTheInterface_ThenArgumentException() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await cluster.Client.GetGrain<INeverServed>("x").Nothing());

    [Fact]
    public async Task GetGrain_WhenByIdOfAnotherReference_ThenTheSameGrain()
    {
        var id = cluster.Client.GetGrain<ITextKeyed>("by-id").GetGrainId();

        Assert.Equal("by-id", await cluster.Client.GetGrain<ITextKeyed>(id).Key());
    }

    [Fact]
    public void References_WhenToTheSameGrain_ThenEqual()
    {
        var one = cluster.Client.GetGrain<ITextKeyed>("same");
        var two = cluster.Client.GetGrain<ITextKeyed>("same");

        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, cluster.Client.GetGrain<ITextKeyed>("other"));
    }

    [Fact]
    [Trait(Traps.Name, Traps.Proxies)]
    public async Task Reference_WhenLookedAt_ThenItIsNotTheGrain()
    {
        var reference = cluster.Client.GetGrain<ILifetime>(Guid.NewGuid().ToString());
        await reference.Instance();

        Assert.IsNotType<LifetimeGrain>(reference);
        Assert.IsAssignableFrom<GrainReference>(reference);
    }
}
