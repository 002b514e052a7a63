using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Users.Tokens;

/// <summary>Makes key pairs and opens them again.</summary>
internal static class SigningKeyPair
{
    private const string Purpose = "signing-key";

    /// <summary>Makes a pair whose private half only the holder of the master key can use.</summary>
    public static SigningKey Make(IMasterKey master, DateTimeOffset at)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var plain = pair.ExportPkcs8PrivateKey();
        try
        {
            return new SigningKey(Thumbprint(x, y), x, y, [.. master.Wrap(Purpose, plain)], at);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The private half; the caller disposes of it.</summary>
    public static ECDsa Open(SigningKey key, IMasterKey master)
    {
        var plain = master.Unwrap(Purpose, key.WrappedPrivateKey.AsSpan());
        var pair = ECDsa.Create();
        try
        {
            pair.ImportPkcs8PrivateKey(plain, out _);
            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>RFC 7638 §3: the hash of the required members in this very order, without blanks.</summary>
    private static string Thumbprint(string x, string y) => Base64Url.EncodeToString(SHA256.HashData(
        Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}
