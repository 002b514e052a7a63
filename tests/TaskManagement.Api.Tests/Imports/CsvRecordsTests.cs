using System.Text;
using TaskManagement.Api.Imports.Csv;

namespace TaskManagement.Api.Tests.Imports;

public sealed class CsvRecordsTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b;1|2")]
    [InlineData("a,b\r\n1,2", "a|b;1|2")]
    [InlineData("a,b\r1,2\r", "a|b;1|2")]
    [InlineData("a\n\n \n1\n\n", "a;1")]
    [InlineData("a,\n,b", "a|;|b")]
    [InlineData("\"a,b\",\"c\"\"d\"", "a,b|c\"d")]
    [InlineData("\"a\r\nb\",c", "a\r\nb|c")]
    [InlineData("a \"b\" c,5'6\"", "a \"b\" c|5'6\"")]
    [InlineData("=1+1,@SUM(A1)", "=1+1|@SUM(A1)")]
    [InlineData("\"\",x", "|x")]
    [InlineData("", "")]
    public async Task Read_WhenSound_ThenValuesAreAsWritten(string text, string expected) => Assert.Equal(
        expected, string.Join(';', (await ReadAsync(text)).Select(record => string.Join('|', record.Fields))));

    [Fact]
    public async Task Read_WhenValuesHoldBreaks_ThenRecordsKnowTheirLine() => Assert.Equal(
        [1, 2, 5], (await ReadAsync("a\n\"b\r\nb\"\r\n\r\nc")).Select(record => record.Line));

    [Theory]
    [InlineData("a\n\"b\nc", 2, "never closed")]
    [InlineData("a\nb\n\"c\"d", 3, "double the quotation marks")]
    [InlineData("a\nb\0c", 2, "U+0000")]
    public async Task Read_WhenBroken_ThenTheLineIsNamed(string text, int line, string reason)
    {
        var error = await Assert.ThrowsAsync<CsvFormatException>(() => ReadAsync(text));
        Assert.Equal(line, error.Line);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhenThereAreTenMillionColumns_ThenItStopsAtTheBound()
    {
        var endless = new Endless("x,");
        var error = await Assert.ThrowsAsync<CsvFormatException>(() => AllAsync(endless));
        Assert.Contains("columns", error.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Taken, 1, 10 * CsvRecords.ColumnsMax + (32 << 10));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"x\n")]
    public async Task Read_WhenARecordIsAGigabyte_ThenItStopsAtTheBound(string part)
    {
        var endless = new Endless(part);
        await Assert.ThrowsAsync<CsvFormatException>(() => AllAsync(endless));
        Assert.InRange(endless.Taken, 1, CsvRecords.RecordCharactersMax + (64 << 10));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Open_WhenABomSaysTheEncoding_ThenItIsRead(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding);
        using var file = new MemoryStream([.. bytes.GetPreamble(), .. bytes.GetBytes("tïtle\nmjölk")]);
        using var text = await CsvText.OpenAsync(file, default);
        Assert.Equal("tïtle\nmjölk", await text.ReadToEndAsync());
    }

    [Fact]
    public async Task Open_WhenBytesAreNoText_ThenRefusedAndNotReplaced()
    {
        using var file = new MemoryStream(Encoding.Latin1.GetBytes("title\nmjölk"));
        using var text = await CsvText.OpenAsync(file, default);
        var error = await Assert.ThrowsAsync<CsvFormatException>(() => AllAsync(text));
        Assert.Contains("save it as UTF-8", error.Message, StringComparison.Ordinal);
    }

    private static Task<List<CsvRecord>> ReadAsync(string text) => AllAsync(new StringReader(text));

    private static async Task<List<CsvRecord>> AllAsync(TextReader text)
    {
        var records = new List<CsvRecord>();
        await foreach (var record in new CsvRecords(text, ',').ReadAsync(default))
            records.Add(record);
        return records;
    }

    /// <summary>The same over and over, a gigabyte of it.</summary>
    private sealed class Endless(string part) : TextReader
    {
        private const long CharactersMax = 1L << 30;

        public long Taken { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (Taken >= CharactersMax)
                return ValueTask.FromResult(0);
            for (var i = 0; i < buffer.Length; i++)
                buffer.Span[i] = Taken == 0 || !part.StartsWith('"') ? part[(int)(Taken++ % part.Length)] : Next();
            return ValueTask.FromResult(buffer.Length);
        }

        /// <summary>After the quotation mark that opens, none comes again.</summary>
        private char Next() => part[1 + (int)(Taken++ % (part.Length - 1))];
    }
}
