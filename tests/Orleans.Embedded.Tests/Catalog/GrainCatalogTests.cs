using Orleans.Embedded.Catalog;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Catalog;

public sealed class GrainCatalogTests
{
    [Fact]
    public void Catalog_WhenTwoClassesHaveOneType_ThenAnEntryIsAlreadyPresent()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new GrainCatalog([typeof(First.TwinGrain), typeof(Second.TwinGrain)]));

        Assert.Contains("An entry with the key twin is already present", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Catalog_WhenTwoInterfacesHaveOneAlias_ThenAnEntryIsAlreadyPresent()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new GrainCatalog([typeof(IAliased), typeof(IAliasedToo)]));

        Assert.Contains("An entry with the key same-alias is already present", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Catalog_WhenAGrainClassIsGeneric_ThenItIsRefused() =>
        Assert.Throws<OrleansConfigurationException>(() => new GrainCatalog([typeof(GenericGrain<>)]));

    [Fact]
    public void Discovery_WhenAClassIsPrivate_ThenItIsNotFoundAndOthersAre()
    {
        var types = ApplicationParts.Find().SelectMany(ApplicationParts.AccessibleTypes).ToHashSet();

        Assert.Contains(typeof(PublicNested), types);
        Assert.Contains(typeof(InternalNested), types);
        Assert.DoesNotContain(typeof(PrivateNested), types);
        Assert.DoesNotContain(typeof(InPrivate.Inner), types);
    }

    [Fact]
    public void GrainType_WhenAClassIsCalledLikeItsInterface_ThenItIsChosenAmongSeveral()
    {
        var catalog = new GrainCatalog([typeof(IBell), typeof(Bell), typeof(OtherBell)]);

        Assert.Equal("bell", catalog.GrainTypeOf(typeof(IBell)).ToString());
        Assert.Equal("otherbell", catalog.GrainTypeOf(typeof(IBell), typeof(OtherBell).FullName).ToString());
    }

    private interface IBell : IGrainWithStringKey;

    [Alias("same-alias")]
    private interface IAliased : IGrainWithStringKey;

    [Alias("same-alias")]
    private interface IAliasedToo : IGrainWithStringKey;

    public sealed class PublicNested;

    internal sealed class InternalNested;

    private sealed class PrivateNested;

    private sealed class Bell : Grain, IBell;

    private sealed class OtherBell : Grain, IBell;

    private sealed class GenericGrain<T> : Grain, IBell
    {
        public Type Kind => typeof(T);
    }

    private static class InPrivate
    {
        internal sealed class Inner;
    }

    private static class First
    {
        public sealed class TwinGrain : Grain, IBell;
    }

    private static class Second
    {
        public sealed class TwinGrain : Grain, IBell;
    }
}
