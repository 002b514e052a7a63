namespace TaskManagement.Benchmarks.Engine;

[Alias("bench-empty")]
public interface IEmptyGrain : IGrainWithStringKey
{
    [Alias("do-nothing")]
    ValueTask DoNothing();
}

[Alias("bench-calling")]
public interface ICallingGrain : IGrainWithStringKey
{
    [Alias("call"), ResponseTimeout("00:10:00")]
    Task Call(int count);
}

[GrainType("bench.empty")]
internal sealed class EmptyGrain : Grain, IEmptyGrain
{
    public ValueTask DoNothing() => default;
}

[GrainType("bench.calling")]
internal sealed class CallingGrain : Grain, ICallingGrain
{
    public async Task Call(int count)
    {
        var callee = GrainFactory.GetGrain<IEmptyGrain>("callee");
        for (var i = 0; i < count; i++)
            await callee.DoNothing();
    }
}
