using System.Globalization;
using Microsoft.Extensions.Logging;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Imports;

/// <summary>
/// Wakes imports that a crash has interrupted: no grain wakes by itself. It looks when it starts, and now and then, for
/// the silo of a running one may die while this one lives.
/// </summary>
[GrainType("unfinished-imports")]
internal sealed class UnfinishedImportsGrain(IDatabase database, ILogger<UnfinishedImportsGrain> logger)
    : Grain, IUnfinishedImportsGrain
{
    private const int PingsBetweenLooks = 30;
    private const int WokenAtOnceMax = 100;
    private const string KeyPrefix = "import/";

    private const string PlansSql = "SELECT grain FROM grain_states WHERE name = 'plan' ORDER BY grain LIMIT @p0";

    private int _pings;

    public async Task Ping()
    {
        if (_pings++ % PingsBetweenLooks != 0)
            return;
        var found = await database.ReadAsync(new Statement(PlansSql, WokenAtOnceMax), row => row.GetString(0));
        await Task.WhenAll(found.Select(WakeAsync));
    }

    private async Task WakeAsync(string grain)
    {
        if (!grain.StartsWith(KeyPrefix, StringComparison.Ordinal)
            || !Guid.TryParse(grain.AsSpan(KeyPrefix.Length), CultureInfo.InvariantCulture, out var import))
            return;
        try
        {
            await GrainFactory.GetGrain<IImportGrain>(import).Progress(Caller.System);
        }
        catch (Exception error)
        {
            // The others go on; this one is woken again the next time.
            logger.LogWarning(error, "Import {Import} could not be woken", import);
        }
    }
}
