using System.Collections.Immutable;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>A CSV file with a header, whole.</summary>
internal sealed class CsvTable
{
    /// <summary>Records of one file.</summary>
    private const int RecordsMax = 200_000;

    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvTable(CsvRecord header, ImmutableArray<CsvRecord> records)
    {
        (Header, Records) = (header, records);
        foreach (var (index, name) in header.Fields.Index())
            _columns.TryAdd(name.Trim(), index);
    }

    /// <summary>The header.</summary>
    public CsvRecord Header { get; }

    /// <summary>What follows the header.</summary>
    public ImmutableArray<CsvRecord> Records { get; }

    /// <summary>Reads a file, or ends the request with the line that cannot be read.</summary>
    public static async Task<CsvTable> ReadAsync(Stream file, char delimiter, CancellationToken cancellation)
    {
        try
        {
            using var text = await CsvText.OpenAsync(file, cancellation);
            CsvRecord? header = null;
            var records = ImmutableArray.CreateBuilder<CsvRecord>();
            await foreach (var record in new CsvRecords(text, delimiter).ReadAsync(cancellation))
            {
                if (records.Count == RecordsMax)
                    throw new CsvFormatException(record.Line, $"comes after {RecordsMax:N0} others, the most taken");
                if (header is null)
                    header = record;
                else
                    records.Add(record);
            }

            return header is null
                ? throw new CsvFormatException(1, "is missing: the file is empty; its first line must name the columns")
                : new CsvTable(header, records.ToImmutable());
        }
        catch (CsvFormatException error)
        {
            throw ImportProblems.Of(PlaceOf(error.Line), error.Message);
        }
    }

    /// <summary>How a line is named to people.</summary>
    public static string PlaceOf(int line, string? column = null) =>
        column is null ? $"line {line}" : $"line {line}, column {column}";

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column.Trim());

    /// <summary>What a record has in a column, trimmed; empty where it has nothing.</summary>
    public string Value(CsvRecord record, string column) =>
        _columns.TryGetValue(column.Trim(), out var index) && index < record.Fields.Length
            ? record.Fields[index].Trim()
            : "";

    /// <summary>Whether a record has values beyond the header: one that holds the delimiter was not quoted.</summary>
    public bool Overflows(CsvRecord record) =>
        record.Fields.Skip(Header.Fields.Length).Any(field => !string.IsNullOrWhiteSpace(field));
}
