using System.Buffers;
using System.Globalization;
using System.Text;

namespace TaskManagement.Api.Exports.Calendars;

/// <summary>
/// Content lines of iCalendar (RFC 5545 §3.1): folded at 75 octets, never within a character, and ended by CRLF.
/// </summary>
internal sealed class CalendarLines(IBufferWriter<byte> output)
{
    private const int OctetsMax = 75;

    /// <summary>A line.</summary>
    /// <param name="name">The property, with its parameters.</param>
    /// <param name="value">As it stands in the line; see <see cref="Text"/> for what people wrote.</param>
    public void Add(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > OctetsMax)
            {
                Write("\r\n "u8);
                octets = 1;
            }

            octets += rune.EncodeToUtf8(output.GetSpan(rune.Utf8SequenceLength));
            output.Advance(rune.Utf8SequenceLength);
        }

        Write("\r\n"u8);
    }

    /// <summary>A text (§3.3.11): escaped, and without characters that no line may hold.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var one in text.ReplaceLineEndings("\n"))
        {
            switch (one)
            {
                case '\n':
                    escaped.Append("\\n");
                    break;
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(one);
                    break;
                case '\t' or not (< ' ' or '\u007f'):
                    escaped.Append(one);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>An instant (§3.3.5), in UTC.</summary>
    public static string Utc(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private void Write(ReadOnlySpan<byte> octets) => output.Write(octets);
}
