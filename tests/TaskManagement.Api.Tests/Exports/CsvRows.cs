using System.Text;

namespace TaskManagement.Api.Tests.Exports;

/// <summary>Reads RFC 4180 to the letter, and takes nothing else.</summary>
internal static class CsvRows
{
    public static List<List<string>> Of(string text)
    {
        List<List<string>> rows = [[]];
        var at = 0;
        while (at < text.Length)
        {
            rows[^1].Add(text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (text[at] == ',')
                at++;
            else
            {
                Assert.Equal("\r\n", text.Substring(at, 2));
                at += 2;
                rows.Add([]);
            }
        }

        rows.RemoveAt(rows.Count - 1);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        return rows;
    }

    private static string Plain(string text, ref int at)
    {
        var end = text.IndexOfAny([',', '\r', '\n', '"'], at);
        Assert.NotEqual('"', text[end]);
        var cell = text[at..end];
        at = end;
        return cell;
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            if (text[at] == '"')
                at++;
            cell.Append(text[at]);
        }

        at++;
        return cell.ToString();
    }
}
