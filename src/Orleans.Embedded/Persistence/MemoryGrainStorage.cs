using System.Globalization;
using System.Text.Json;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Persistence;

/// <summary>A store in memory. State goes through JSON, so that nothing is shared with the grain.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly Dictionary<(string State, GrainId Grain), (byte[] Data, string ETag)> _records = [];
    private readonly Lock _gate = new();
    private long _version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        bool exists;
        (byte[] Data, string ETag) record;
        lock (_gate)
        {
            exists = _records.TryGetValue((stateName, grainId), out record);
        }

        grainState.RecordExists = exists;
        grainState.ETag = exists ? record.ETag : null;
        grainState.State = exists
            ? JsonSerializer.Deserialize<T>(record.Data, Json)
            : ObjectCreation.CreateEmpty<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json);
        lock (_gate)
        {
            EnsureUnchanged(stateName, grainId, grainState.ETag);
            var etag = (++_version).ToString(CultureInfo.InvariantCulture);
            _records[(stateName, grainId)] = (data, etag);
            grainState.ETag = etag;
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            EnsureUnchanged(stateName, grainId, grainState.ETag);
            _records.Remove((stateName, grainId));
        }

        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = ObjectCreation.CreateEmpty<T>();
        return Task.CompletedTask;
    }

    private void EnsureUnchanged(string stateName, GrainId grainId, string? etag)
    {
        var stored = _records.TryGetValue((stateName, grainId), out var record) ? record.ETag : null;
        if (stored != etag)
        {
            throw new InconsistentStateException(
                $"State '{stateName}' of grain {grainId} was written by another activation.", stored, etag);
        }
    }
}
