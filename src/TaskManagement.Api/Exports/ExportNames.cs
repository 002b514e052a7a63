using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace TaskManagement.Api.Exports;

/// <summary>Names files after lists.</summary>
internal static class ExportNames
{
    private const int LengthMax = 100;
    private const string NameDefault = "list";

    /// <summary>What no file system takes in a name, or only some.</summary>
    private static readonly SearchValues<char> Refused = SearchValues.Create("\"*/:<>?\\|");

    /// <summary>A download by the list's name (RFC 6266).</summary>
    public static string Disposition(string list, string ending)
    {
        var kept = list.Length > LengthMax ? list[..LengthMax] : list;
        var name = string.Concat(kept.Select(one => char.IsControl(one) || Refused.Contains(one) ? '_' : one));
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName($"{(name.Trim(' ', '.') is { Length: > 0 } plain ? plain : NameDefault)}.{ending}");
        return header.ToString();
    }
}
