using System.Globalization;

namespace TaskManagement.Api.Tests.Exports;

/// <summary>Reads a VTIMEZONE as a calendar would.</summary>
internal static class ToldZone
{
    /// <summary>From when on, in UTC, clocks were ahead by how many seconds; in order.</summary>
    public static List<(DateTime At, int Offset)> Changes(string zone)
    {
        var changes = new List<(DateTime At, int Offset)>();
        var (from, onsets) = (0, new List<string>());
        foreach (var line in zone.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n"))
        {
            var (name, value) = line.Split(':', 2) is [var one, var two] ? (one, two) : (line, "");
            switch (name)
            {
                case "DTSTART":
                    onsets = [value];
                    break;
                case "TZOFFSETFROM":
                    from = Seconds(value);
                    break;
                case "TZOFFSETTO":
                    var to = Seconds(value);
                    changes.AddRange(Told(onsets, from, to));
                    break;
                case "RDATE":
                    changes.AddRange(Told(value.Split(','), from, changes[^1].Offset));
                    break;
            }
        }

        changes.Sort();
        return changes;
    }

    private static IEnumerable<(DateTime At, int Offset)> Told(IEnumerable<string> onsets, int from, int to) =>
        onsets.Select(onset => (
            DateTime.ParseExact(onset, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture).AddSeconds(-from), to));

    private static int Seconds(string offset)
    {
        var digits = int.Parse(offset[1..].PadRight(6, '0'), CultureInfo.InvariantCulture);
        var seconds = (digits / 10_000 * 3_600) + (digits / 100 % 100 * 60) + (digits % 100);
        return offset[0] == '-' ? -seconds : seconds;
    }
}
