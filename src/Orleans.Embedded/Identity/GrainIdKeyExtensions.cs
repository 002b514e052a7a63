using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// How keys are written: a Guid as 32 hex digits, an integer as upper-case hex, a compound key as <c>key+extension</c>.
/// </summary>
public static class GrainIdKeyExtensions
{
    private const byte Separator = (byte)'+';

    /// <summary>Key of an integer-keyed grain.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>Key of a grain with an integer and an extension.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) => string.IsNullOrWhiteSpace(keyExtension)
        ? CreateIntegerKey(key)
        : IdSpan.Create($"{key.ToString("X", CultureInfo.InvariantCulture)}+{keyExtension}");

    /// <summary>Key of a Guid-keyed grain.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>Key of a grain with a Guid and an extension.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateGuidKey(key) : IdSpan.Create($"{key:N}+{keyExtension}");

    /// <summary>Reads an integer key.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = Split(grainId.Key.AsSpan(), out keyExt);
        return Utf8Parser.TryParse(text, out key, out var used, 'X') && used == text.Length;
    }

    /// <summary>Reads a Guid key.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = Split(grainId.Key.AsSpan(), out keyExt);
        return Utf8Parser.TryParse(text, out key, out var used, 'N') && used == text.Length;
    }

    /// <summary>Reads an integer key.</summary>
    /// <exception cref="ArgumentException">The key is no integer.</exception>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        TryGetIntegerKey(grainId, out var key, out keyExt) ? key : throw NotA("integer", grainId);

    /// <summary>Reads an integer key.</summary>
    public static long GetIntegerKey(this GrainId grainId) => GetIntegerKey(grainId, out _);

    /// <summary>Reads a Guid key.</summary>
    /// <exception cref="ArgumentException">The key is no Guid.</exception>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        TryGetGuidKey(grainId, out var key, out keyExt) ? key : throw NotA("Guid", grainId);

    /// <summary>Reads a Guid key.</summary>
    public static Guid GetGuidKey(this GrainId grainId) => GetGuidKey(grainId, out _);

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> key, out string? extension)
    {
        var at = key.IndexOf(Separator);
        extension = at < 0 ? null : Encoding.UTF8.GetString(key[(at + 1)..]);
        return at < 0 ? key : key[..at];
    }

    private static ArgumentException NotA(string kind, GrainId grainId) =>
        new($"The key of grain {grainId} is not of type {kind}.", nameof(grainId));
}
