using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Copying;

/// <summary>What a copy makes of its source.</summary>
/// <param name="Identity">Stands for the source, its state, and the partitions that the copy gets.</param>
/// <param name="SourcePartitions">Partitions that the log has.</param>
/// <param name="TargetPartitions">Partitions that the copy gets.</param>
/// <param name="BatchRows">Rows that are in memory, and in one transaction of the target.</param>
internal sealed record CopyPlan(string Identity, int SourcePartitions, int TargetPartitions, int BatchRows)
{
    /// <summary>Characters of events' data in one transaction, whatever the number of its rows.</summary>
    public const int BatchCharactersMax = 8 * 1024 * 1024;

    private const string SelectState = "SELECT partition, head, last_at FROM partitions ORDER BY partition";

    /// <summary>Whether events come to lie in other places.</summary>
    public bool Repartitions => SourcePartitions != TargetPartitions;

    /// <summary>Makes a plan, or refuses the source, before anything is touched.</summary>
    /// <param name="partitions">How many the copy gets; <c>null</c> keeps the number.</param>
    public static async Task<CopyPlan> MakeAsync(IStore source, int? partitions, int batchRows)
    {
        await SchemaVersions.RequireThisReleaseAsync(source);
        var state = await source.ReadAsync(
            new Statement(SelectState), row => $"{row.GetInt64(0)}:{row.GetInt64(1)}@{row.GetInt64(2)}");
        var count = partitions ?? state.Length;
        var text = string.Create(CultureInfo.InvariantCulture, $"{count} of {string.Join(',', state)}");
        var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var plan = new CopyPlan(identity, state.Length, count, batchRows);
        if (plan.Repartitions)
            await RequireNoLagAsync(source);
        return plan;
    }

    private static async Task RequireNoLagAsync(IStore source)
    {
        if ((await ConsumerLag.ReadAsync(source)).FirstOrDefault() is { } lag)
        {
            throw new AdminException($"The consumer '{lag.Consumer}' is {lag.Events} events behind in partition "
                + $"{lag.Partition} of {source.Place}. Another number of partitions asks for consumers that have done "
                + "everything: start the server on the source, wait until 'taskman-admin verify' says that they have, "
                + "stop it and copy again.");
        }
    }
}
