using System.Collections.Immutable;
using TaskManagement.Contracts.Imports;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>What is wrong with a line, and how to mend it.</summary>
/// <param name="Line">From 1, as an editor counts.</param>
/// <param name="Column">As the header names it; <c>null</c> where the whole line is to blame.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Fix">How to mend it.</param>
internal sealed record CsvFault(int Line, string? Column, string Reason, string Fix)
{
    /// <summary>As an error of a problem: place and what is wrong with it.</summary>
    public KeyValuePair<string, string> ToError() =>
        KeyValuePair.Create(CsvTable.PlaceOf(Line, Column), $"{Reason}; {Fix}");
}

/// <summary>Collects what is wrong with a file, and what could not be taken over as it was.</summary>
internal sealed class CsvReport
{
    /// <summary>More than anybody mends at once.</summary>
    public const int Max = 1_000;

    private const int ErrorsMax = 20;

    private readonly List<CsvFault> _faults = [];
    private readonly List<ImportNote> _notes = [];

    /// <summary>How many there are, those that are not kept included.</summary>
    public int Count { get; private set; }

    /// <summary>Those that are kept, by line.</summary>
    public IEnumerable<CsvFault> Kept => _faults.OrderBy(fault => fault.Line);

    /// <summary>What could not be taken over as it was, as far as it is kept.</summary>
    public ImmutableArray<ImportNote> Notes => [.. _notes];

    /// <summary>Tells what became of something.</summary>
    public void Note(int line, string? column, string text)
    {
        if (_notes.Count < ImportBounds.NotesMax)
            _notes.Add(new ImportNote(CsvTable.PlaceOf(line, column), text));
    }

    /// <summary>Blames a column of a line.</summary>
    public void Add(int line, string? column, string reason, string fix)
    {
        Count++;
        if (_faults.Count < Max)
            _faults.Add(new CsvFault(line, column, reason, fix));
    }

    /// <summary>Blames a text that is too long.</summary>
    public void Length(int line, string column, string text, int max)
    {
        if (text.Length > max)
            Add(line, column, $"has {text.Length} characters", $"shorten it to {max}");
    }

    /// <summary>Ends the request where anything is wrong.</summary>
    public void Require()
    {
        if (Count > 0)
        {
            throw ImportProblems.Of(
                [.. Kept.Select(one => one.ToError()).DistinctBy(error => error.Key).Take(ErrorsMax)]);
        }
    }
}
