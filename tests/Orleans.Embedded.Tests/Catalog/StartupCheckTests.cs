using System.Text.Json;
using Orleans.Concurrency;
using Orleans.Embedded.Catalog;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Catalog;

/// <summary>The broken interfaces are private, so that the silos of other tests do not meet them.</summary>
public sealed class StartupCheckTests
{
    [Theory]
    [InlineData(typeof(INoAttribute), "INoAttribute.Do (parameter value)", "NoAttribute has no codec; mark it")]
    [InlineData(typeof(INoId), "INoId.Do (parameter value)", "member Name of", "NoId has no [Id]")]
    [InlineData(typeof(INoIdInField), "member _count of", "has no [Id]")]
    [InlineData(typeof(IRepeatedId), "member Second of", "repeats the id 0")]
    [InlineData(typeof(ILostParameter), "LostParameter has no [Id]")]
    [InlineData(typeof(IDeep), "IDeep.Do (result)", "Outer.Inner", "NoAttribute has no codec")]
    [InlineData(typeof(IInList), "IInList.Do (parameter values)", "NoAttribute has no codec")]
    [InlineData(typeof(IBaseLevel), "mark its base", "every level needs it")]
    [InlineData(typeof(IPlainStruct), "PlainStruct has no codec")]
    [InlineData(typeof(ITakesDelegate), "a delegate cannot leave its process")]
    [InlineData(typeof(ITakesJson), "JsonElement has no codec; carry the JSON as text")]
    [InlineData(typeof(ITakesLinkedList), "LinkedList<System.Int32> has no codec")]
    [InlineData(typeof(IRefers), "IRefers.Do (parameter value): no ref, in or out")]
    [InlineData(typeof(IWrongReturn), "IWrongReturn.Do returns System.Int32")]
    [InlineData(typeof(IStreams), "IAsyncEnumerable is not offered")]
    [InlineData(typeof(IHasProperty), "methods only, no properties")]
    [InlineData(typeof(ITwoTokens), "ITwoTokens.Do takes more than one CancellationToken")]
    [InlineData(typeof(ISameAlias), "several methods with the alias 'same'")]
    public void Interface_WhenItCannotBeCalled_ThenTheProblemNamesTypeMemberAndMethod(Type type, params string[] parts)
    {
        var problem = Assert.Single(StartupCheck.ProblemsOf(type, new([])));

        Assert.All(parts, part => Assert.Contains(part, problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Type_WhenADerivedOneIsNotMarked_ThenThatIsAProblem()
    {
        var problem = Assert.Single(StartupCheck.ProblemsOf(typeof(ITakesShape), new([typeof(Shape), typeof(Square)])));

        Assert.Contains($"derived {TypeNames.Of(typeof(Square))}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Interface_WhenEverythingHasACodec_ThenNoProblem() =>
        Assert.Empty(StartupCheck.ProblemsOf(typeof(IFine), new([])));

    private interface INoAttribute : IGrainWithStringKey
    {
        Task Do(NoAttribute value);
    }

    private interface INoId : IGrainWithStringKey
    {
        Task Do(NoId value);
    }

    private interface INoIdInField : IGrainWithStringKey
    {
        Task Do(NoIdInField value);
    }

    private interface IRepeatedId : IGrainWithStringKey
    {
        Task Do(RepeatedId value);
    }

    private interface ILostParameter : IGrainWithStringKey
    {
        Task Do(LostParameter value);
    }

    private interface IDeep : IGrainWithStringKey
    {
        ValueTask<Outer> Do();
    }

    private interface IInList : IGrainWithStringKey
    {
        Task Do(IReadOnlyDictionary<string, List<NoAttribute[]>> values);
    }

    private interface IBaseLevel : IGrainWithStringKey
    {
        Task Do(OnBare value);
    }

    private interface IPlainStruct : IGrainWithStringKey
    {
        Task Do(PlainStruct? value);
    }

    private interface ITakesDelegate : IGrainWithStringKey
    {
        Task Do(Func<int> value);
    }

    private interface ITakesJson : IGrainWithStringKey
    {
        Task Do(JsonElement value);
    }

    private interface ITakesLinkedList : IGrainWithStringKey
    {
        Task Do(LinkedList<int> value);
    }

    private interface IRefers : IGrainWithStringKey
    {
        Task Do(in int value);
    }

    private interface IWrongReturn : IGrainWithStringKey
    {
        int Do();
    }

    private interface IStreams : IGrainWithStringKey
    {
        IAsyncEnumerable<int> Do();
    }

    private interface IHasProperty : IGrainWithStringKey
    {
        Task Property { get; }
    }

    private interface ITwoTokens : IGrainWithStringKey
    {
        Task Do(CancellationToken one, CancellationToken two);
    }

    private interface ISameAlias : IGrainWithStringKey
    {
        [Alias("same")]
        Task One();

        [Alias("same")]
        Task Two();
    }

    private interface ITakesShape : IGrainWithStringKey
    {
        Task Do(Shape shape);
    }

    private interface IFine : IGrainWithStringKey
    {
        [OneWay]
        Task Forget();

        void ForgetToo();

        Task<IReadOnlyList<Good>> Do(
            Good? value, Dictionary<string, (int, Good)> more, object any, CancellationToken token);

        ValueTask<DayOfWeek?> Generic<T>(T value, Exception error, IFine other, Immutable<Good> shared);
    }

    private sealed class NoAttribute;

    [GenerateSerializer]
    private sealed class NoId
    {
        public string? Name { get; set; }

        public int Computed => 1;
    }

    [GenerateSerializer]
    private sealed class NoIdInField
    {
        private int _count;

        public void Count() => _count++;
    }

    [GenerateSerializer]
    private sealed class RepeatedId
    {
        [Id(0)]
        public int First { get; set; }

        [Id(0)]
        public int Second { get; set; }
    }

    [GenerateSerializer]
    private sealed class LostParameter(int number)
    {
        public int Twice() => number * 2;
    }

    [GenerateSerializer]
    private sealed record Outer(NoAttribute Inner);

    private class BareBase;

    [GenerateSerializer]
    private sealed class OnBare : BareBase;

    private readonly record struct PlainStruct(Guid Id);

    [GenerateSerializer]
    private abstract record Shape;

    private sealed record Square : Shape;

    [GenerateSerializer]
    private sealed record Good(string Name, int? Number)
    {
        [Id(0)]
        public List<Good> Children { get; init; } = [];

        [field: NonSerialized]
        public string? Cached { get; set; }
    }
}
