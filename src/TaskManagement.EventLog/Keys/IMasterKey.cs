namespace TaskManagement.EventLog.Keys;

/// <summary>
/// The installation's secret. It is kept outside the database, wraps the keys that are kept inside, and makes names of
/// stream out of addresses.
/// </summary>
public interface IMasterKey
{
    /// <summary>Seals bytes with AES-256-GCM, bound to a purpose.</summary>
    byte[] Wrap(string purpose, ReadOnlySpan<byte> plain);

    /// <summary>Opens what <see cref="Wrap"/> sealed for the same purpose; throws where it was tampered with.</summary>
    byte[] Unwrap(string purpose, ReadOnlySpan<byte> sealedBytes);

    /// <summary>
    /// HMAC-SHA256 of a text for a purpose, the first half of it as 32 lower-case hex digits: the same text gives the
    /// same name.
    /// </summary>
    string Pseudonym(string purpose, string text);
}
