using System.Diagnostics.Metrics;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Diagnostics;

/// <summary>Tells how many activations a silo holds, under the names that Orleans gives meter and instrument.</summary>
internal sealed class ActivationGauge : ILifecycleParticipant<ISiloLifecycle>
{
    public ActivationGauge(Silo silo, IMeterFactory meters) =>
        meters.Create("Microsoft.Orleans").CreateObservableGauge(
            "orleans-catalog-activations", () => silo.Activations.Length, "{activation}", "Activations in memory.");

    /// <summary>Nothing: taking part is what makes the silo create it.</summary>
    public void Participate(ISiloLifecycle lifecycle)
    {
    }
}
