using System.Collections.Immutable;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">The line that it begins at, from 1; a quoted value may hold line breaks.</param>
internal sealed record CsvRecord(int Line, ImmutableArray<string> Fields)
{
    /// <summary>Whether it is an empty line.</summary>
    public bool IsBlank => Fields.All(string.IsNullOrWhiteSpace);
}

/// <summary>Why a file cannot be read on.</summary>
internal sealed class CsvFormatException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
