using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Keys;

/// <summary>Destroys keys of persons in the append that says so: both are durable, or neither is.</summary>
internal sealed class Erasure(SubjectKeys keys, IDatabase database, ILogger<Erasure> logger)
{
    private const string DeleteKey = "DELETE FROM subject_keys WHERE subject = @p0";

    /// <summary>Destroys the key of a person.</summary>
    public static Statement OfKey(Guid subject) => new(DeleteKey, subject);

    /// <summary>
    /// Takes the keys out of memory and their bytes out of the files, whatever the append came to: it may be the
    /// repetition of one whose process ended before this, and a key that is there still is read again.
    /// </summary>
    public async Task CompleteAsync(ImmutableArray<Guid> subjects)
    {
        if (subjects.IsEmpty)
            return;
        foreach (var subject in subjects)
            keys.Forget(subject);
        try
        {
            await database.ScrubAsync(Erased.SubjectKeys);
        }
        catch (DatabaseWriteException error)
        {
            // The keys are deleted all the same, which is what the command asked for.
            logger.LogWarning(error, "Bytes of destroyed keys stay in free space until the next erasure.");
        }
    }
}
