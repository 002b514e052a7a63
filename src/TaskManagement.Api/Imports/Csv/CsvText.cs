using System.Text;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>Reads bytes as text: UTF-8, or what a byte-order mark says. Nothing is guessed or replaced.</summary>
internal static class CsvText
{
    /// <summary>The text of a file.</summary>
    public static async Task<TextReader> OpenAsync(Stream file, CancellationToken cancellation)
    {
        var mark = new byte[3];
        var read = await file.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellation);
        var (encoding, length) = EncodingOf(mark.AsSpan(0, read));
        file.Position = length;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    }

    private static (Encoding Encoding, int Length) EncodingOf(ReadOnlySpan<byte> mark) => mark switch
    {
        [0xEF, 0xBB, 0xBF] => (Utf8, 3),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        _ => (Utf8, 0),
    };

    private static Encoding Utf8 { get; } =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
