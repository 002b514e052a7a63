using System.Runtime.CompilerServices;
using Orleans.Storage;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Grains;

/// <summary>
/// Keeps <c>IPersistentState</c> in the database, as JSON with personal data sealed. The ETag counts the writes of a
/// record; whoever holds an older one is not the only activation any more.
/// </summary>
internal sealed class DatabaseGrainStorage(IDatabase database, SealedJson json) : IGrainStorage
{
    private const string Select = "SELECT etag, state FROM grain_states WHERE grain = @p0 AND name = @p1";

    private const string Insert = """
        INSERT INTO grain_states (grain, name, etag, state) VALUES (@p0, @p1, 1, @p2)
        ON CONFLICT (grain, name) DO NOTHING
        """;

    private const string Update =
        "UPDATE grain_states SET etag = etag + 1, state = @p3 WHERE grain = @p0 AND name = @p1 AND etag = @p2";

    private const string Delete = "DELETE FROM grain_states WHERE grain = @p0 AND name = @p1 AND etag = @p2";

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var query = new Statement(Select, grainId.ToString(), stateName);
        var found = await database.ReadAsync(query, row => (Etag: row.GetInt64(0), State: row.GetString(1)));
        if (found.IsEmpty)
        {
            Reset(grainState);
            return;
        }

        grainState.State = await json.ReadStateAsync<T>(found[0].State);
        grainState.ETag = Text(found[0].Etag);
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var text = await json.WriteStateAsync(grainState.State, createKeys: true);
        var statement = Number(grainState.ETag) is { } etag
            ? new Statement(Update, grainId.ToString(), stateName, etag, text)
            : new Statement(Insert, grainId.ToString(), stateName, text);
        await WriteAsync(statement, stateName, grainId, grainState.ETag);
        grainState.ETag = Text((Number(grainState.ETag) ?? 0) + 1);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Number(grainState.ETag) is { } etag)
        {
            var statement = new Statement(Delete, grainId.ToString(), stateName, etag);
            await WriteAsync(statement, stateName, grainId, grainState.ETag);
        }

        Reset(grainState);
    }

    private static long? Number(string? etag) =>
        etag is null ? null : long.Parse(etag, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(long etag) => etag.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As Orleans has it: a missing record reads as a new state, made without arguments.</summary>
    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = typeof(T).IsValueType || typeof(T).GetConstructor([]) is not null
            ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private async Task WriteAsync(Statement statement, string stateName, GrainId grainId, string? etag)
    {
        try
        {
            if (await database.WriteAsync([statement with { ExpectedRows = 1 }]) == WriteOutcome.Written)
                return;
        }
        catch (DatabaseWriteException error) when (error.OutcomeUnknown)
        {
            throw new InconsistentStateException(
                $"Whether the state {stateName} of {grainId} was written is not known: {error.Message}");
        }

        throw new InconsistentStateException(
            $"The state {stateName} of {grainId} was written by another activation.", "unknown", etag ?? "none");
    }
}
