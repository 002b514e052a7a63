using System.CommandLine;
using System.Globalization;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;

namespace TaskManagement.Admin.Checking;

/// <summary><c>taskman-admin verify</c>.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Data = new("data")
    {
        Description = $"What to check: {StoreAddress.Form}.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new Command(
        "verify",
        "Reads the whole log and checks it: digests, dense sequences, instants, partitions, heads, checkpoints. "
        + "A server may be serving.")
    {
        Data,
    }.Does(RunAsync);

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        await using var store = await Open.SnapshotAsync(StoreAddress.Parse(parsed.GetRequiredValue(Data)));
        await SchemaVersions.RequireThisReleaseAsync(store);
        var report = await LogCheck.RunAsync(store, cancellationToken);
        report.Write(output);
        report.ThrowIfDamaged();
        var lags = await ConsumerLag.ReadAsync(store);
        foreach (var lag in lags)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"consumer '{lag.Consumer}': {lag.Events} events behind in partition {lag.Partition}"));
        }

        if (lags.IsEmpty)
            await output.WriteLineAsync("All consumers have done all events.");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{store.Place} is whole: {report.Partitions.Sum(partition => partition.Events)} events."));
    }
}
