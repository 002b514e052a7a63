using System.Buffers.Binary;
using System.Text;

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
    private const int LengthMax = 1_000;
    private const int IndexMax = (62 * 62 * 62 * 62) - 1;
    private const long Capacity = 218_340_105_584_896; // 62 to the 8th

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

    /// <summary>
    /// A key between two, or <c>null</c> where it would be too long. At an open end it steps by one, so that keys do
    /// not grow however often something is put first; between two keys it halves what is there.
    /// </summary>
    /// <param name="lower">The key that it comes after; <c>null</c> for the front.</param>
    /// <param name="upper">The key that it comes before; <c>null</c> for the end.</param>
    /// <param name="id">
    /// Of the command: two that find the same gap make different keys, so that both moves survive.
    /// </param>
    public static string? Between(string? lower, string? upper, Guid id)
    {
        if (lower is not null && upper is not null && string.CompareOrdinal(lower, upper) >= 0)
            return null;
        var prefix = (lower, upper) switch
        {
            (null, null) => new string(Digits[Digits.Length / 2], MillisecondDigits),
            (null, _) => Step(upper, -1) ?? Halfway("", upper),
            (_, null) => Step(lower, 1) ?? Halfway(lower, null),
            _ => Halfway(lower, upper),
        };
        if (prefix.Length + SuffixDigits > LengthMax)
            return null;
        Span<char> suffix = stackalloc char[SuffixDigits];
        WriteSuffix(id, suffix);
        return string.Concat(prefix, suffix);
    }

    /// <summary>The leading digits of a key, one more or less; <c>null</c> where they are at their end.</summary>
    private static string? Step(string key, int by)
    {
        var value = 0L;
        for (var i = 0; i < MillisecondDigits; i++)
            value = (value * Digits.Length) + DigitAt(key, i);
        value += by;
        if (value <= 0 || value >= Capacity)
            return null;
        Span<char> digits = stackalloc char[MillisecondDigits];
        Write(value, digits);
        return new string(digits);
    }

    /// <summary>
    /// Digits that sort after <paramref name="lower"/> and, whatever follows them, before <paramref name="upper"/>.
    /// </summary>
    private static string Halfway(string lower, string? upper)
    {
        var prefix = new StringBuilder();
        for (var i = 0; ; i++)
        {
            var low = DigitAt(lower, i);
            var high = upper is null ? Digits.Length : DigitAt(upper, i);
            if (high - low > 1)
                return prefix.Append(Digits[low + ((high - low) / 2)]).ToString();
            prefix.Append(Digits[low]);
            if (high > low)
                upper = null;
        }
    }

    private static int DigitAt(string key, int index) => index < key.Length ? Digits.IndexOf(key[index]) : 0;

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
