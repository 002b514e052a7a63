using System.Globalization;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;

namespace TaskManagement.Admin.Copying;

/// <summary>Copies a whole database into an empty one, and says that it is the same when it has seen it.</summary>
internal sealed class DatabaseCopy(IStore source, ITargetStore store, CopyPlan plan, TextWriter output)
{
    private readonly CopyTarget _target = new(store);

    /// <summary>Refuses a target that is not empty; marks one that is: no server starts on it until the end.</summary>
    public async Task PrepareAsync()
    {
        if (await _target.PrepareAsync(plan.Identity, plan.TargetPartitions))
            await output.WriteLineAsync("Going on with a copy that did not end.");
    }

    /// <summary>Copies, or goes on with a copy that did not end, and compares.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CopyAsync(cancellationToken);
        await new CopyCheck(source, store, plan, output).RunAsync(cancellationToken);
        await _target.FinishAsync();
    }

    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        var repartitioning = new Repartitioning(source, _target);
        var tables = new TableCopy(source, _target, plan);
        foreach (var table in InOrder())
        {
            var rows = table.Name switch
            {
                "events" => await new EventCopy(source, _target, plan).RunAsync(cancellationToken),
                "checkpoints" when plan.Repartitions => await repartitioning.SetCheckpointsAsync(),
                "dead_letters" when plan.Repartitions =>
                    await repartitioning.CopyDeadLettersAsync(tables, cancellationToken),
                _ => await tables.RunAsync(table, cancellationToken),
            };
            await output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {rows} rows copied"));
        }
    }

    /// <summary>Events first, since others point to them; heads of partitions are written with them.</summary>
    private static IEnumerable<Table> InOrder() => ReleaseSchema.Tables
        .Where(table => table.Name != "partitions")
        .OrderBy(table => table.Name == "events" ? 0 : 1);
}
