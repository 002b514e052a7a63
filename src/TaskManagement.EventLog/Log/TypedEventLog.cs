using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Store;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Log;

/// <summary>The event log over any store: it encodes, decodes and seals.</summary>
internal sealed class TypedEventLog(
    ILogStore store,
    EventCodec codec,
    SealedJson json,
    Erasure erasure,
    TimeProvider time,
    AppendTelemetry telemetry,
    ILogger<TypedEventLog> logger)
    : IEventLog
{
    private const int SealsPageRows = 1000;

    public int Partitions => store.Partitions;

    public async Task<AppendOutcome> AppendAsync(Append append)
    {
        Check(append);
        using var measure = telemetry.Begin(append);
        var outcome = await WriteAsync(append, measure.TraceParent);
        measure.End(outcome);
        return outcome;
    }

    public Task RecordUnchangedAsync(CommandContext context, StreamName stream, long version) =>
        store.KeepCommandAsync(new CommandRecord(context.Id, context.BodyHash, stream, version, time.GetUtcNow()));

    public Task<CommandRecord?> FindCommandAsync(CommandId id) => store.FindCommandAsync(id);

    public async Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(
        StreamName stream, long afterVersion = 0, ReadUntil until = default, int limit = int.MaxValue) =>
        await DecodeAsync(await store.ReadStreamAsync(stream, afterVersion, until, limit));

    public async Task<ImmutableArray<RecordedEvent>> ReadStreamBackwardsAsync(
        StreamName stream, long beforeVersion, int limit) =>
        await DecodeAsync(await store.ReadStreamBackwardsAsync(stream, beforeVersion, limit));

    public Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit) =>
        store.ReadPartitionAsync(partition, afterSequence, limit);

    public Task<long> HeadAsync(int partition) => store.HeadAsync(partition);

    public Task PurgeAsync(StreamName stream, long throughVersion) => store.PurgeAsync(stream, throughVersion);

    public ValueTask<RecordedEvent> DecodeAsync(StoredEvent stored) => codec.DecodeAsync(stored);

    public async Task<ImmutableArray<long>> FindAlteredAsync(int partition)
    {
        var altered = ImmutableArray.CreateBuilder<long>();
        var after = 0L;
        while (await store.ReadSealsAsync(partition, after, SealsPageRows) is { IsEmpty: false } seals)
        {
            altered.AddRange(seals
                .Where(seal => !EventCodec.Digest(seal.Salt, seal.Data).AsSpan().SequenceEqual(seal.Digest))
                .Select(seal => seal.Sequence));
            after = seals[^1].Sequence;
        }

        return altered.DrainToImmutable();
    }

    public async Task<Snapshot<TState>?> ReadSnapshotAsync<TState>(StreamName stream, int schema) where TState : class
    {
        try
        {
            return await store.ReadSnapshotAsync(stream) is { } stored && stored.Schema == schema
                ? new Snapshot<TState>(stored.Version, await json.ReadStateAsync<TState>(stored.State))
                : null;
        }
        catch (Exception error)
        {
            LogUnreadable(stream, error);
            return null;
        }
    }

    public async Task<StreamLoad<TState>> LoadAsync<TState>(StreamName stream, int schema, int limit)
        where TState : class
    {
        var (stored, events) = await store.LoadAsync(stream, schema, limit);
        Snapshot<TState>? snapshot = null;
        try
        {
            if (stored is not null)
                snapshot = new(stored.Version, await json.ReadStateAsync<TState>(stored.State));
        }
        catch (Exception error)
        {
            LogUnreadable(stream, error);
            events = await store.ReadStreamAsync(stream, afterVersion: 0, default, limit);
        }

        return new StreamLoad<TState>(snapshot, await DecodeAsync(events));
    }

    public async Task WriteSnapshotAsync<TState>(StreamName stream, int schema, Snapshot<TState> snapshot)
        where TState : class
    {
        try
        {
            var state = await json.WriteStateAsync(snapshot.State, createKeys: false);
            await store.WriteSnapshotAsync(stream, new StoredSnapshot(snapshot.Version, schema, state));
        }
        catch (Exception error)
        {
            // Whatever it was: the command that led to this snapshot is committed, and must not look as if it failed.
            logger.LogWarning(error, "The snapshot of {Stream} was not written.", stream);
        }
    }

    private void LogUnreadable(StreamName stream, Exception error) => logger.LogWarning(
        error, "The snapshot of {Stream} cannot be read; its events are folded instead.", stream);

    private static void Check(Append append)
    {
        if (append.Streams.IsDefaultOrEmpty)
            throw new ArgumentException("An append names at least one stream.", nameof(append));
        if (append.Streams.Any(stream => stream.Events.IsDefaultOrEmpty))
            throw new ArgumentException("Each stream of an append has at least one event.", nameof(append));
        if (append.Guards.IsDefault || append.View.IsDefault || append.Forget.IsDefault || append.Purge.IsDefault)
            throw new ArgumentException("What an append may name can be empty, not default.", nameof(append));
        if (append.Streams.DistinctBy(stream => stream.Stream).Count() != append.Streams.Length)
            throw new ArgumentException("An append names each stream once.", nameof(append));
    }

    private static ImmutableArray<RecordedEvent> Pair(ImmutableArray<StoredEvent> stored, Append append) =>
    [
        .. stored.Zip(
            append.Streams.SelectMany(stream => stream.Events),
            (record, @event) => new RecordedEvent(record, @event)),
    ];

    private async Task<AppendOutcome> WriteAsync(Append append, string? traceParent)
    {
        EncodedAppend encoded;
        try
        {
            encoded = await EncodeAsync(append, traceParent);
        }
        catch (DatabaseWriteException error)
        {
            // A person's key could not be made. Whatever became of it, of this append nothing was written.
            return new AppendOutcome.RolledBack(error, error.MayRetry || error.OutcomeUnknown);
        }

        var outcome = await store.AppendAsync(encoded);
        await erasure.CompleteAsync(append.Forget);
        return outcome switch
        {
            StoreOutcome.Written written => new AppendOutcome.Appended(Pair(written.Events, append)),
            StoreOutcome.NotWritten notWritten => notWritten.Why,
            var other => throw new InvalidOperationException($"A store answered {other.GetType().Name}."),
        };
    }

    private async Task<EncodedAppend> EncodeAsync(Append append, string? traceParent)
    {
        var streams = ImmutableArray.CreateBuilder<EncodedStream>(append.Streams.Length);
        foreach (var stream in append.Streams)
        {
            var events = ImmutableArray.CreateBuilder<EncodedEvent>(stream.Events.Length);
            foreach (var @event in stream.Events)
                events.Add(await codec.EncodeAsync(@event));
            streams.Add(new EncodedStream(
                stream.Stream, stream.ExpectedVersion, events.MoveToImmutable(), stream.MovesGuard));
        }

        var context = append.Context;
        return new EncodedAppend(
            context.Id, context.BodyHash, context.ActorId()?.Value, Name(context.Origin), traceParent,
            streams.MoveToImmutable(), append.Guards,
            [.. append.View, .. append.Forget.Select(Erasure.OfKey), .. Purged(append)]);
    }

    private static IEnumerable<Statement> Purged(Append append) => append.Streams
        .Where(stream => append.Purge.Contains(stream.Stream))
        .SelectMany(stream => PurgedContent.Of(stream.Stream, stream.ExpectedVersion));

    private static string Name(Origin origin) => origin switch
    {
        Origin.Api => "api",
        Origin.Import => "import",
        Origin.System => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "An origin without a name in the log."),
    };

    private async Task<ImmutableArray<RecordedEvent>> DecodeAsync(ImmutableArray<StoredEvent> stored)
    {
        var recorded = ImmutableArray.CreateBuilder<RecordedEvent>(stored.Length);
        foreach (var @event in stored)
            recorded.Add(await codec.DecodeAsync(@event));
        return recorded.MoveToImmutable();
    }
}
