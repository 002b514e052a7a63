using System.Globalization;
using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;

namespace TaskManagement.Admin.Copying;

/// <summary>Reads source and target from beginning to end, and compares what they hold.</summary>
internal sealed class CopyCheck(IStore source, IStore target, CopyPlan plan, TextWriter output)
{
    private static readonly string[] Place = ["partition", "sequence"];

    /// <summary>Throws where the two differ, or where the log in the target is damaged.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var report = await LogCheck.RunAsync(target, cancellationToken);
        report.Write(output);
        report.ThrowIfDamaged();
        foreach (var table in ReleaseSchema.Tables.Where(table => !IsMadeAnew(table)))
            await CompareAsync(table, cancellationToken);
    }

    private async Task CompareAsync(Table table, CancellationToken cancellationToken)
    {
        var there = await DigestAsync(source, table, cancellationToken);
        var here = await DigestAsync(target, table, cancellationToken);
        if (there.Rows != here.Rows || there.ToString() != here.ToString())
        {
            throw new AdminException($"The table {table.Name} differs: {Describe(there)} in {source.Place}, "
                + $"{Describe(here)} in {target.Place}. The source has changed since the copy was begun, or the copy "
                + "was changed. Empty the target and copy again.");
        }

        await output.WriteLineAsync($"{table.Name}: {Describe(here)}, equal");
    }

    private async Task<RowDigest> DigestAsync(IStore store, Table table, CancellationToken cancellationToken)
    {
        var digest = new RowDigest();
        var ignored = Ignored(table);
        await foreach (var page in RowPages.OfAsync(store, table, after: null, plan.BatchRows))
        {
            foreach (var row in page)
                digest.Add(row, ignored);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return digest;
    }

    /// <summary>Heads and checkpoints follow from the events that lie in other places; the check of the log has
    /// compared them with these.</summary>
    private bool IsMadeAnew(Table table) => plan.Repartitions && table.Name is "partitions" or "checkpoints";

    private HashSet<int> Ignored(Table table) => plan.Repartitions && table.Name is "events" or "dead_letters"
        ? [.. Place.Select(table.IndexOf)]
        : [];

    private static string Describe(RowDigest digest) =>
        string.Create(CultureInfo.InvariantCulture, $"{digest.Rows} rows of hash {digest}");
}
