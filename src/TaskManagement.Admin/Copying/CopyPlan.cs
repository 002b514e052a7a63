namespace TaskManagement.Admin.Copying;

/// <summary>What a copy makes of its source.</summary>
/// <param name="SourcePartitions">Partitions that the log has.</param>
/// <param name="TargetPartitions">Partitions that the copy gets.</param>
/// <param name="BatchRows">Rows that are in memory, and in one transaction of the target.</param>
internal sealed record CopyPlan(int SourcePartitions, int TargetPartitions, int BatchRows)
{
    /// <summary>Characters of events' data in one transaction, whatever the number of its rows.</summary>
    public const int BatchCharactersMax = 8 * 1024 * 1024;

    /// <summary>Whether events come to lie in other places.</summary>
    public bool Repartitions => SourcePartitions != TargetPartitions;
}
