using System.Text;

namespace TaskManagement.Api.Tests.Exports;

/// <summary>Reads iCalendar line by line and refuses what RFC 5545 does not allow there.</summary>
internal sealed class CalendarText
{
    private const int OctetsMax = 75;

    private static readonly string[] Once = ["UID", "DTSTAMP", "SUMMARY", "STATUS"];
    private static readonly string[] Statuses = ["NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"];

    private readonly List<(string Name, string Value)> _lines = [];
    private readonly List<(string Name, CalendarText Part)> _parts = [];

    /// <summary>The calendar that the bytes are.</summary>
    public static CalendarText Parse(byte[] bytes)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var lines = strict.GetString(bytes).Split("\r\n");
        Assert.Equal("", lines[^1]);
        // Each by itself is UTF-8: no character is cut by a fold.
        Assert.All(lines, line => Assert.InRange(strict.GetByteCount(line), 0, OctetsMax));
        Assert.All(lines, line => Assert.DoesNotContain(line, one => one is < ' ' and not '\t'));
        var unfolded = new Queue<string>(
            string.Join("\r\n", lines).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n")[..^1]);
        Assert.Equal("BEGIN:VCALENDAR", unfolded.Dequeue());
        var calendar = new CalendarText();
        calendar.Read(unfolded, "VCALENDAR");
        Assert.Empty(unfolded);
        Assert.Equal("2.0", calendar.Value("VERSION"));
        Assert.NotEqual("", calendar.Value("PRODID"));
        foreach (var todo in calendar.Parts("VTODO"))
            CheckTodo(todo, calendar);
        return calendar;
    }

    /// <summary>The components of a name.</summary>
    public IEnumerable<CalendarText> Parts(string name) =>
        _parts.Where(part => part.Name == name).Select(part => part.Part);

    /// <summary>The text of a line that is there once, by its name and parameters.</summary>
    public string Value(string name) =>
        Unescaped(Assert.Single(_lines, line => line.Name == name).Value);

    /// <summary>Whether there is such a line.</summary>
    public bool Has(string property) => _lines.Any(line => line.Name.Split(';')[0] == property);

    private void Read(Queue<string> lines, string end)
    {
        while (lines.Dequeue() is var line && line != $"END:{end}")
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0, $"'{line}' has no value.");
            var (name, value) = (line[..colon], line[(colon + 1)..]);
            Assert.Matches("^[A-Z-]+(;[A-Z-]+=[A-Za-z0-9/_+-]+)*$", name);
            if (name != "BEGIN")
            {
                _lines.Add((name, value));
                continue;
            }

            var part = new CalendarText();
            part.Read(lines, value);
            _parts.Add((value, part));
        }
    }

    private static void CheckTodo(CalendarText todo, CalendarText calendar)
    {
        foreach (var once in Once)
            Assert.Single(todo._lines, line => line.Name == once);
        Assert.Equal(todo._lines.Count, todo._lines.Select(line => line.Name.Split(';')[0]).Distinct().Count());
        Assert.False(todo.Has("RRULE") && !todo.Has("DTSTART"), "A rule counts from DTSTART.");
        Assert.Contains(todo.Value("STATUS"), Statuses);
        var zones = calendar.Parts("VTIMEZONE").Select(zone => zone.Value("TZID")).ToList();
        foreach (var (name, value) in todo._lines)
        {
            var date = name.Split(";TZID=");
            if (date.Length == 2)
                Assert.Contains(date[1], zones);
            if (name is "DTSTAMP" or "CREATED" or "LAST-MODIFIED" or "COMPLETED")
                Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", value);
            if (name is "SUMMARY" or "DESCRIPTION")
                Assert.Matches(@"^(\\[\\;,n]|[^\\;,])*$", value);
        }
    }

    private static string Unescaped(string value) => value
        .Replace("\\\\", "\u0001", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\", "", StringComparison.Ordinal)
        .Replace("\u0001", "\\", StringComparison.Ordinal);
}
