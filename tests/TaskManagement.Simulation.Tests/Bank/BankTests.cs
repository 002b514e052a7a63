using System.Globalization;
using Orleans.TestingHost.Simulation;
using TaskManagement.TestKit.Faults;

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

    [Theory]
    [InlineData("DELETE FROM events WHERE rowid = (SELECT max(rowid) FROM events)", "should end at")]
    [InlineData("UPDATE events SET sequence = 999 WHERE rowid = (SELECT max(rowid) FROM events)", "has 999 where")]
    [InlineData("UPDATE events SET data = '{\"amount\":1}' WHERE type = 'account.opened.v1'", "falls to")]
    [InlineData("UPDATE events SET data = '{\"amount\":999}' WHERE type = 'account.received.v1'", "together hold")]
    [InlineData("UPDATE events SET command_id = '00000000-0000-0000-0000-000000000000'", "log holds 0 events")]
    [InlineData("UPDATE events SET command_id = '00000000-0000-0000-0000-000000000000' WHERE type = 'account.sent.v1'",
        "log holds 1 events")]
    [InlineData("UPDATE events SET command_id = '00000000-0000-0000-0000-000000000000' "
        + "WHERE type = 'account.received.v1'", "log holds 1 events")]
    [InlineData("UPDATE turnovers SET amount = amount + 1", "was counted")]
    [InlineData("INSERT INTO turnovers (stream, amount) VALUES ('account-99', 1)", "account-99 moved 0, and 1 was")]
    public void Checker_WhenTheTablesAreTamperedWith_ThenSaysWhatIsWrong(string tampering, string finding)
    {
        var failure = Assert.Throws<SimulationFailedException>(() => BankScenario.Run(1, tampering: tampering));

        Assert.Contains(finding, Assert.IsType<BankIsWrongException>(failure.InnerException).Message);
    }

    [Theory]
    [InlineData("is killed")]
    [InlineData("is taken for dead and lives on")]
    [InlineData("stops")]
    [InlineData("is deactivated")]
    [InlineData("is forgotten and lives on")]
    [InlineData("the request is lost")]
    [InlineData("the answer is lost")]
    [InlineData("comes later")]
    [InlineData("comes twice")]
    [InlineData("overtakes")]
    [InlineData(nameof(WriteFault.BeforeCommit))]
    [InlineData(nameof(WriteFault.ReplyLost))]
    public void Faults_WhenSeedsRun_ThenEachKindBefallsSomeOfThem(string fault) => Assert.Contains(
        Enumerable.Range(0, 40),
        seed => BankScenario.Run((ulong)seed).Lines.Any(line =>
            line.Contains("fault: ", StringComparison.Ordinal) && line.Contains(fault, StringComparison.Ordinal)));

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
