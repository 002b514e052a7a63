using System.Security.Cryptography;

namespace TaskManagement.EventLog.Keys;

/// <summary>Where keys, salts and nonces come from. A simulation gives bytes that follow from its seed.</summary>
public interface IRandomBytes
{
    /// <summary>Fills a span.</summary>
    void Fill(Span<byte> bytes);
}

/// <summary>The operating system's random numbers.</summary>
internal sealed class SystemRandomBytes : IRandomBytes
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
