using TaskManagement.Contracts.Operations;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>How far the last rebuild has come.</summary>
/// <param name="Version">The <see cref="ReadModelVersion"/> that it brings rows to.</param>
/// <param name="BeganAt">When, which tells it from others.</param>
/// <param name="BegunBy">The command that asked for it; <c>null</c> for an upgrade.</param>
/// <param name="EndedAt">When; <c>null</c> while there is something to do.</param>
/// <param name="Stage">What it goes through now.</param>
/// <param name="DoneThrough">The last of the stage that is done; empty at its beginning.</param>
/// <param name="Streams">How many there were when it began.</param>
/// <param name="Done">Streams that it has gone through, those without events included.</param>
/// <param name="Mended">Those of them with a row that was wrong.</param>
/// <param name="Failed">Those that it could not make rows of; the process has logged why.</param>
internal sealed record RebuildProgress(
    int Version,
    DateTimeOffset BeganAt,
    Guid? BegunBy,
    DateTimeOffset? EndedAt,
    int Stage,
    string DoneThrough,
    long Streams,
    long Done,
    long Mended,
    long Failed)
{
    /// <summary>At the beginning.</summary>
    public static RebuildProgress Begin(DateTimeOffset at, Guid? command, long streams) =>
        new(ReadModelVersion.Current, at, command, null, 0, "", streams, 0, 0, 0);

    /// <summary>Whether the rows are of an older build, or may be.</summary>
    /// <param name="progress">Of the last rebuild; <c>null</c> where there never was one.</param>
    public static bool IsNeeded(RebuildProgress? progress) =>
        progress is null
        || progress.Version < ReadModelVersion.Current
        || (progress.Version > ReadModelVersion.Current && progress.EndedAt is null);

    /// <summary>What operators see.</summary>
    public ReadModelStatus ToStatus() => new(Version, BeganAt, EndedAt, Streams, Done, Mended, Failed);
}

/// <summary>The version of the rules by which events become rows.</summary>
internal static class ReadModelVersion
{
    /// <summary>
    /// Raise it whenever rows of before are not what the same events give now: a new table or column that old events
    /// fill, another way to make a value. The next start then brings the rows of before up to date while it serves.
    /// </summary>
    public const int Current = 1;
}
