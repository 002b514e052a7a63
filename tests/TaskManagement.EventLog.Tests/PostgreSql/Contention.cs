using System.Globalization;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>
/// What each of several processes appends to one database: streams of its own, one list that all contend for, and
/// streams whose append holds the list's guard. A held stream has the version in its name that the list must have.
/// </summary>
internal static class Contention
{
    public const int Callers = 4;
    public const int Rounds = 25;

    public static StreamName List { get; } = StreamName.Of("list", "contended");

    /// <summary>Appends all of one process.</summary>
    public static Task RunAsync(IEventLog log) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => RunCallerAsync(log)));

    /// <summary>The list version that a held stream was appended under; <c>null</c> for another stream.</summary>
    public static long? VersionHeldBy(string stream) => stream.Split('-') is ["held", var version, _]
        ? long.Parse(version, CultureInfo.InvariantCulture)
        : null;

    private static async Task RunCallerAsync(IEventLog log)
    {
        var version = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            await log.MustAppendAsync(Sample.Append(Sample.NewStream(), events: 2));
            version = await MoveListAsync(log, version);
            await HoldListAsync(log, version);
        }
    }

    /// <summary>Appends to the list at whatever version it has by then; answers its new one.</summary>
    private static async Task<long> MoveListAsync(IEventLog log, long expected)
    {
        while (true)
        {
            var append = new Append(TestCommands.BySystem(), [Sample.Stream(List, expected, movesGuard: true)]);
            var outcome = await log.AppendAsync(append);
            if (outcome is AppendOutcome.Appended)
                return expected + 1;
            expected = Assert.IsType<AppendOutcome.Conflict>(outcome).ActualVersion;
        }
    }

    private static async Task HoldListAsync(IEventLog log, long version)
    {
        var held = StreamName.Of("held", $"{version}-{Guid.NewGuid():N}");
        var outcome = await log.AppendAsync(Sample.Append(held) with { Guards = [new StreamGuard(List, version)] });
        if (outcome is not AppendOutcome.GuardMoved)
            Assert.IsType<AppendOutcome.Appended>(outcome);
    }
}
