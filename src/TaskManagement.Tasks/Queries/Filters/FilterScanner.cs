namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>A piece of a filter: a word as it stands there, or a text in quotes without them.</summary>
/// <param name="Column">From 1.</param>
internal readonly record struct FilterToken(string Text, bool IsQuoted, int Column);

/// <summary>Goes through the characters of a filter.</summary>
internal sealed class FilterScanner(string filter)
{
    /// <summary>Stands for the end; no filter holds it.</summary>
    public const char End = '\0';

    private const string WordEnds = "()\",:=<>";
    private const string ValueEnds = "()\",";

    private int _at;

    /// <summary>Where the next character stands, from 1.</summary>
    public int Column => _at + 1;

    /// <summary>The next character, or <see cref="End"/>.</summary>
    public char Next => _at < filter.Length ? filter[_at] : End;

    /// <summary>Goes on to what is no space.</summary>
    public FilterScanner SkipSpace()
    {
        while (char.IsWhiteSpace(Next))
            _at++;
        return this;
    }

    /// <summary>Takes this text where it is next.</summary>
    public bool Take(string text)
    {
        if (!filter.AsSpan(_at).StartsWith(text, StringComparison.Ordinal))
            return false;
        _at += text.Length;
        return true;
    }

    /// <summary>Takes this word where it is next, in any case.</summary>
    public bool TakeKeyword(string keyword)
    {
        if (!IsNext(keyword))
            return false;
        _at += keyword.Length;
        return true;
    }

    /// <summary>Whether this word comes next, in any case, and ends there.</summary>
    public bool IsNext(string keyword)
    {
        var rest = filter.AsSpan(_at);
        return rest.StartsWith(keyword, StringComparison.OrdinalIgnoreCase)
            && (rest.Length == keyword.Length
                || char.IsWhiteSpace(rest[keyword.Length])
                || rest[keyword.Length] is '(' or ')' or '"');
    }

    /// <summary>A word of text or the name of a field, or a text in quotes.</summary>
    public FilterToken Term() => Token(WordEnds);

    /// <summary>A value, in which colons and signs are ordinary characters.</summary>
    public FilterToken Value() => Token(ValueEnds);

    /// <summary>Whether an operator follows at once.</summary>
    public bool IsOperatorNext() => Next is ':' or '=' or '<' or '>' || filter.AsSpan(_at).StartsWith("!=");

    private FilterToken Token(string ends)
    {
        var column = Column;
        if (Next != '"')
            return new FilterToken(Word(ends), IsQuoted: false, column);
        var end = filter.IndexOf('"', ++_at);
        if (end < 0)
            throw FilterFault.At(column, "the quote is not closed; add a \" at its end");
        var text = filter[_at..end];
        _at = end + 1;
        return new FilterToken(text, IsQuoted: true, column);
    }

    private string Word(string ends)
    {
        var start = _at;
        while (_at < filter.Length && !char.IsWhiteSpace(Next) && !ends.Contains(Next)
            && !(ends.Contains('=') && IsOperatorNext()))
            _at++;
        return filter[start.._at];
    }
}
