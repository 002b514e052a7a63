using System.Reflection;

namespace TaskManagement.Cluster.Tests.Conformance;

/// <summary>
/// What passes on a stand-in for Orleans and fails on Orleans itself. Each has tests that are marked with it, which
/// pass on both.
/// </summary>
public static class Traps
{
    public const string Name = "Trap";
    public const string Codecs = "1: types without codecs";
    public const string Exceptions = "2: exceptions on the wire";
    public const string Order = "3: order of calls that are not awaited";
    public const string Sharing = "4: sharing of references";
    public const string Registration = "5: registration of grains";
    public const string Providers = "6: names of providers";
    public const string Subscriptions = "7: implicit subscriptions";
    public const string Turns = "8: leaving the scheduler, cycles and time-outs";
    public const string Lifetime = "9: activations that end at any time";
    public const string Proxies = "10: references that are not the grain";
}

public sealed class TrapConformance
{
    [Fact]
    public void Traps_WhenListed_ThenEachHasATest()
    {
        var listed = typeof(Traps).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Where(value => value != Traps.Name);
        var tested = typeof(Traps).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(TraitAttribute))
            .Select(data => (string)data.ConstructorArguments[1].Value!);

        Assert.Empty(listed.Except(tested));
    }
}
