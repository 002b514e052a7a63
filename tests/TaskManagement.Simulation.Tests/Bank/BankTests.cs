using System.Globalization;
using Orleans.TestingHost.Simulation;

namespace TaskManagement.Simulation.Tests.Bank;

public sealed class BankTests
{
    private const int Seeds = 500;
    private const int SeedsUntilFound = 200;

    /// <summary>Set to a number, the environment variable lets that seed run alone.</summary>
    private const string OneSeed = "SIMULATION_SEED";

    [Fact]
    public void Transfers_WhenAnythingGoesWrong_ThenEachHappensOnceAndNoMoneyIsMadeOrLost()
    {
        var failures = SeedsToRun().Select(Failure).OfType<SimulationFailedException>().Take(3).ToList();
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Select(Explain)));
    }

    [Fact]
    public void Checker_WhenVersionsAreNotChecked_ThenNoticesWithin200Seeds()
    {
        var found = Enumerable.Range(0, SeedsUntilFound)
            .Select(seed => Failure((ulong)seed, versionsAreChecked: false))
            .OfType<SimulationFailedException>()
            .FirstOrDefault();
        Assert.NotNull(found);
        Assert.IsType<BankIsWrongException>(found.InnerException);
    }

    private static IEnumerable<ulong> SeedsToRun() => Environment.GetEnvironmentVariable(OneSeed) is { } one
        ? [ulong.Parse(one, CultureInfo.InvariantCulture)]
        : Enumerable.Range(0, Seeds).Select(seed => (ulong)seed);

    private static SimulationFailedException? Failure(ulong seed) => Failure(seed, versionsAreChecked: true);

    private static SimulationFailedException? Failure(ulong seed, bool versionsAreChecked)
    {
        try
        {
            BankScenario.Run(seed, versionsAreChecked);
            return null;
        }
        catch (SimulationFailedException failure)
        {
            return failure;
        }
    }

    private static string Explain(SimulationFailedException failure) =>
        $"{failure.Message}\nRun it alone: {OneSeed}={failure.Trace.Seed} "
        + "dotnet test tests/TaskManagement.Simulation.Tests";
}
