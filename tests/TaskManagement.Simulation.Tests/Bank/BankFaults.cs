using Orleans.TestingHost.Simulation;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>
/// What may go wrong in a run. Each seed has some kinds of faults and not others, since the common ones would else hide
/// what the rare ones bring about.
/// </summary>
/// <param name="Engine">What the engine does.</param>
/// <param name="SiloHoldsTheLog">
/// Whether the log is part of the only silo and dies with it, as in a server. Such a silo is never taken for dead while
/// it lives: the lease of its database would keep another one from starting.
/// </param>
/// <param name="Silos">How many there are otherwise.</param>
/// <param name="AppendFails">How likely a write fails before its commit.</param>
/// <param name="ReplyLost">How likely nobody hears of a commit.</param>
internal sealed record BankFaults(
    SimulationFaults Engine, bool SiloHoldsTheLog, int Silos, double AppendFails, double ReplyLost)
{
    /// <summary>The faults of a seed: a bit of it for each kind.</summary>
    public static BankFaults Of(ulong seed)
    {
        // Neighbouring seeds differ in their low bits alone; a product spreads them over all.
        var bits = (seed + 1) * 0x9E3779B97F4A7C15;
        var siloHoldsTheLog = ((bits >> 50) & 1) == 1;
        return new(
            new()
            {
                SiloKilled = Some(56, 0.004),
                SiloEvicted = siloHoldsTheLog ? 0 : Some(52, 0.004),
                SiloStopped = Some(51, 0.004),
                Deactivated = Some(57, 0.02),
                Forgotten = Some(58, 0.02),
                CallDelayed = Some(59, 0.3),
                RequestLost = Some(60, 0.02),
                AnswerLost = Some(61, 0.02),
                EventDelayed = Some(55, 0.5),
                EventDoubled = Some(54, 0.3),
                EventOvertakes = Some(53, 0.5),
            },
            siloHoldsTheLog,
            Silos: 1 + (int)((bits >> 48) & 0b11) % 3,
            AppendFails: Some(62, 0.05),
            ReplyLost: Some(63, 0.05));

        double Some(int bit, double probability) => ((bits >> bit) & 1) == 1 ? probability : 0;
    }
}
