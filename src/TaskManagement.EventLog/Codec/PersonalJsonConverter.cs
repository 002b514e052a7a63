using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.EventLog.Codec;

/// <summary>
/// Writes personal data as <c>{"$subject": "…", "$sealed": "base64"}</c>, AES-256-GCM under the key of its subject
/// and bound to it; <c>"$sealed": null</c> where there is nothing to seal, or nothing to seal it with.
/// </summary>
internal sealed class PersonalJsonConverterFactory(IRandomBytes random) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Personal<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(PersonalJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()), random)!;
}

/// <summary>See <see cref="PersonalJsonConverterFactory"/>.</summary>
internal sealed class PersonalJsonConverter<T>(IRandomBytes random) : JsonConverter<Personal<T>> where T : class
{
    private const string SubjectName = "$subject";
    private const string SealedName = "$sealed";

    public override Personal<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Guid? subject = null;
        byte[]? bytes = null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Personal data is an object.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isSubject = reader.ValueTextEquals(SubjectName);
            var isSealed = reader.ValueTextEquals(SealedName);
            reader.Read();
            if (isSubject)
                subject = reader.GetGuid();
            else if (isSealed)
                bytes = reader.TokenType == JsonTokenType.Null ? null : reader.GetBytesFromBase64();
            else
                reader.Skip();
        }

        return subject is { } person
            ? new Personal<T>(person, bytes is null ? null : Open(person, bytes, options))
            : throw new JsonException("Personal data without a subject.");
    }

    public override void Write(Utf8JsonWriter writer, Personal<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(SubjectName, value.Subject);
        if (value.Value is not null && SealingScope.Current.Find(value.Subject) is { } key)
        {
            var plain = JsonSerializer.SerializeToUtf8Bytes(value.Value, options);
            writer.WriteBase64String(
                SealedName, SealedBytes.Seal(key, plain, value.Subject.ToByteArray(bigEndian: true), random));
        }
        else
        {
            writer.WriteNull(SealedName);
        }

        writer.WriteEndObject();
    }

    private static T? Open(Guid subject, byte[] bytes, JsonSerializerOptions options)
    {
        if (SealingScope.Current.Find(subject) is not { } key)
            return null;
        try
        {
            var plain = SealedBytes.Open(key, bytes, subject.ToByteArray(bigEndian: true));
            return JsonSerializer.Deserialize<T>(plain, options);
        }
        catch (CryptographicException)
        {
            // Sealed under a key that was destroyed; the person came back and has another one. Bytes that someone has
            // changed look the same here, and differ from their digest.
            return null;
        }
    }
}
