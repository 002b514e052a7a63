using System.Buffers.Binary;

namespace TaskManagement.Tasks.Tasks;

/// <summary>
/// Keys that sort the tasks of a section byte by byte. They are fractions in base 62, read after an imagined "0.":
/// digits in the order of ASCII, and never a last digit of 0, so that there is room for another key between any two.
/// </summary>
internal static class Position
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int MillisecondDigits = 8;
    private const int IndexDigits = 4;
    private const int SuffixDigits = 4;
    private const int IndexMax = (62 * 62 * 62 * 62) - 1;

    /// <summary>A key after all that were made before.</summary>
    /// <param name="at">When the command was taken; later ones sort later. 8 digits reach to the year 8888.</param>
    /// <param name="id">Of the task or command; tells keys of the same millisecond apart.</param>
    /// <param name="index">The order of those that one command makes.</param>
    public static string AtEnd(DateTimeOffset at, Guid id, int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, IndexMax);
        Span<char> key = stackalloc char[MillisecondDigits + IndexDigits + SuffixDigits];
        Write(Math.Max(0, at.ToUnixTimeMilliseconds()), key[..MillisecondDigits]);
        Write(index, key.Slice(MillisecondDigits, IndexDigits));
        WriteSuffix(id, key[(MillisecondDigits + IndexDigits)..]);
        return new string(key);
    }

    private static void Write(long value, Span<char> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = Digits[(int)(value % Digits.Length)];
            value /= Digits.Length;
        }
    }

    private static void WriteSuffix(Guid id, Span<char> digits)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);

        // The last eight bytes are chance in UUIDs of version 7 and 8 alike.
        var chance = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & long.MaxValue;
        Write((long)(chance / (ulong)(Digits.Length - 1)), digits[..^1]);
        digits[^1] = Digits[1 + (int)(chance % (ulong)(Digits.Length - 1))];
    }
}
