using System.Security.Cryptography;
using System.Text;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Events;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Codec;

/// <summary>Between events and what lies in the log.</summary>
internal sealed class EventCodec(EventTypes types, Upcasters upcasters, SealedJson json, IRandomBytes random)
{
    private const int SaltBytes = 16;

    /// <summary>SHA-256 of salt and data.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> salt, string data) =>
        SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(data)]);

    /// <summary>Encodes, seals and digests; makes keys for persons who have none.</summary>
    public async ValueTask<EncodedEvent> EncodeAsync(IDomainEvent @event)
    {
        var type = types.NameOf(@event);
        var data = await json.WriteEventAsync(@event);
        var salt = new byte[SaltBytes];
        random.Fill(salt);
        return new EncodedEvent(type, data, salt, Digest(salt, data));
    }

    /// <summary>Decodes, through upcasters where the shape is older than the code.</summary>
    public async ValueTask<RecordedEvent> DecodeAsync(StoredEvent stored)
    {
        if (stored.Data is null)
            return new RecordedEvent(stored, new Purged(stored.Type));
        var (name, data) = upcasters.Upcast(stored.Type, stored.Data);
        var type = types.Find(name) ?? throw new UnknownEventTypeException(stored.Type, stored.Stream, stored.Version);
        return new RecordedEvent(stored, (IDomainEvent)await json.ReadEventAsync(data, type));
    }
}
