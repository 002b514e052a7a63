using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Copying;

/// <summary>Copies a whole database into an empty one, and says that it is the same when it has seen it.</summary>
internal sealed class DatabaseCopy(IStore source, ITargetStore store, TextWriter output)
{
    private const string SelectState = "SELECT partition, head, last_at FROM partitions ORDER BY partition";

    private readonly CopyTarget _target = new(store);

    /// <summary>Copies, or goes on with a copy that did not end.</summary>
    /// <param name="partitions">How many the copy gets; <c>null</c> keeps the number.</param>
    public async Task RunAsync(int? partitions, int batchRows, CancellationToken cancellationToken)
    {
        await SchemaVersions.RequireThisReleaseAsync(source);
        var state = await source.ReadAsync(
            new Statement(SelectState), row => (row.GetInt64(0), Head: row.GetInt64(1), LastAt: row.GetInt64(2)));
        var plan = new CopyPlan(state.Length, partitions ?? state.Length, batchRows);
        var repartitioning = new Repartitioning(source, _target);
        if (plan.Repartitions)
            await repartitioning.RequireNoLagAsync();

        var identity = Identity(plan, state.Select(row => $"{row.Head}@{row.LastAt}"));
        if (await _target.PrepareAsync(identity, plan.TargetPartitions))
            await output.WriteLineAsync("Going on with a copy that did not end.");
        await CopyAsync(plan, repartitioning, cancellationToken);
        await new CopyCheck(source, store, plan, output).RunAsync(cancellationToken);
        await _target.FinishAsync();
    }

    private async Task CopyAsync(CopyPlan plan, Repartitioning repartitioning, CancellationToken cancellationToken)
    {
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

    private static string Identity(CopyPlan plan, IEnumerable<string> state)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{plan.TargetPartitions}:{string.Join(',', state)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
