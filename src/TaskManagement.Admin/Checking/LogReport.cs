using System.Collections.Immutable;
using System.Globalization;

namespace TaskManagement.Admin.Checking;

/// <summary>What a partition of a log holds.</summary>
/// <param name="Events">How many events.</param>
/// <param name="Head">The last sequence.</param>
/// <param name="Hash">SHA-256 over the digests of its events in order.</param>
internal sealed record PartitionReport(int Partition, long Events, long Head, string Hash);

/// <summary>What a check of a log has found.</summary>
/// <param name="Faults">What is wrong, no more than the first few.</param>
/// <param name="FaultCount">How much is wrong in all.</param>
internal sealed record LogReport(
    ImmutableArray<PartitionReport> Partitions, ImmutableArray<string> Faults, long FaultCount)
{
    /// <summary>Says what is there.</summary>
    public void Write(TextWriter output)
    {
        foreach (var partition in Partitions)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"partition {partition.Partition}: {partition.Events} events, head {partition.Head}, "
                + $"hash {partition.Hash}"));
        }
    }

    /// <summary>Throws where anything is wrong.</summary>
    public void ThrowIfDamaged()
    {
        if (FaultCount > 0)
            throw new DamageException(Faults, FaultCount);
    }
}

/// <summary>Data are damaged.</summary>
internal sealed class DamageException(ImmutableArray<string> faults, long count)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The log is damaged in {count} places:")
        + string.Concat(faults.Select(fault => $"{Environment.NewLine}  - {fault}"))
        + $"{Environment.NewLine}Restore the last backup that is whole.");
