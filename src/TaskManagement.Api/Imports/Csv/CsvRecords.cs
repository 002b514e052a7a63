using System.Runtime.CompilerServices;
using System.Text;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>
/// Reads the records of a CSV file (RFC 4180; lines may end with CR, LF or both). What it holds is bounded while it is
/// read, so that neither a line of a gigabyte nor one of ten million columns fills the memory: libraries for CSV only
/// hand out a record once they have it whole. A formula is text like any other.
/// </summary>
internal sealed class CsvRecords(TextReader text, char delimiter)
{
    /// <summary>Columns of one record.</summary>
    public const int ColumnsMax = 500;

    /// <summary>Characters of one record.</summary>
    public const int RecordCharactersMax = 1_000_000;

    private const int ChunkCharacters = 16 << 10;

    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];
    private Place _place = Place.FieldStart;
    private int _line = 1;
    private int _recordLine = 1;
    private int _recordCharacters;
    private bool _afterReturn;

    /// <summary>Where in a record the next character stands.</summary>
    private enum Place
    {
        FieldStart,
        Plain,
        Quoted,
        AfterQuote,
    }

    /// <summary>The records, the header among them. Blank lines are passed over.</summary>
    public async IAsyncEnumerable<CsvRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var chunk = new char[ChunkCharacters];
        while (await ReadChunkAsync(chunk, cancellation) is var read and > 0)
        {
            for (var i = 0; i < read; i++)
            {
                if (Take(chunk[i]) is { IsBlank: false } record)
                    yield return record;
            }
        }

        if (_place == Place.Quoted)
            throw new CsvFormatException(_recordLine, "a quotation mark opens and is never closed; close it");
        if ((_fields.Count > 0 || _place != Place.FieldStart) && End() is { IsBlank: false } last)
            yield return last;
    }

    private async Task<int> ReadChunkAsync(char[] chunk, CancellationToken cancellation)
    {
        try
        {
            return await text.ReadAsync(chunk, cancellation);
        }
        catch (DecoderFallbackException)
        {
            throw new CsvFormatException(
                _line, "here or soon after are bytes that are no text in the file's encoding; save it as UTF-8");
        }
    }

    /// <summary>Takes one character; gives the record that it ends.</summary>
    private CsvRecord? Take(char character)
    {
        if (character == '\0')
            throw new CsvFormatException(_line, "holds the character U+0000; save the file as UTF-8 without it");
        if (++_recordCharacters > RecordCharactersMax)
            throw new CsvFormatException(_recordLine, $"is longer than {RecordCharactersMax:N0} characters");
        var isBreak = character is '\r' or '\n';
        var isSecondOfBreak = character == '\n' && _afterReturn;
        _afterReturn = character == '\r';
        if (isBreak && !isSecondOfBreak)
            _line++;
        if (_place == Place.Quoted)
        {
            TakeQuoted(character);
            return null;
        }

        if (!isBreak)
        {
            TakePlain(character);
            return null;
        }

        return isSecondOfBreak ? Skip() : End();
    }

    private void TakeQuoted(char character)
    {
        if (character == '"')
            _place = Place.AfterQuote;
        else
            _field.Append(character);
    }

    private void TakePlain(char character)
    {
        if (character == delimiter)
        {
            EndField();
            return;
        }

        switch (_place, character)
        {
            case (Place.FieldStart, '"'):
                _place = Place.Quoted;
                break;
            case (Place.AfterQuote, '"'):
                _field.Append('"');
                _place = Place.Quoted;
                break;
            case (Place.AfterQuote, _):
                throw new CsvFormatException(
                    _line, "a quoted value goes on after its end; double the quotation marks inside it");
            default:
                _field.Append(character);
                _place = Place.Plain;
                break;
        }
    }

    private void EndField()
    {
        if (_fields.Count == ColumnsMax)
            throw new CsvFormatException(_recordLine, $"has more than {ColumnsMax} columns");
        _fields.Add(_field.ToString());
        _field.Clear();
        _place = Place.FieldStart;
    }

    private CsvRecord End()
    {
        EndField();
        var record = new CsvRecord(_recordLine, [.. _fields]);
        _fields.Clear();
        Skip();
        return record;
    }

    /// <summary>The next record begins here.</summary>
    private CsvRecord? Skip()
    {
        _recordLine = _line;
        _recordCharacters = 0;
        return null;
    }
}
