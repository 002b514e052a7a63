using System.Globalization;
using System.Text;

namespace TaskManagement.Tasks.Queries.Search;

/// <summary>
/// Takes texts apart into the words that are searched for. It is done here, and not in a database, so that both
/// databases find the same in every language: case, accents and compatible forms do not matter, everything that is
/// neither letter nor digit parts words, and a character of a script without spaces is a word of its own.
/// </summary>
internal static class SearchWords
{
    /// <summary>Characters of a word that count; what follows them does not.</summary>
    public const int LengthMax = 64;

    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Begins what stands for a character outside of ASCII; itself it is written twice.</summary>
    private const char Escape = 'q';

    private const int EscapedDigits = 4;

    /// <summary>
    /// The words in the form that is stored: letters a-z and digits alone, which no locale and no parser of a database
    /// takes apart. A prefix of a word is a prefix of its form.
    /// </summary>
    public static IEnumerable<string> Of(string text)
    {
        var (word, length) = (new StringBuilder(), 0);
        foreach (var rune in Folded(text).EnumerateRunes().Where(rune => !IsMark(rune)))
        {
            if (IsPart(rune) && !IsWordAlone(rune))
            {
                if (length++ < LengthMax)
                    Write(word, rune);
                continue;
            }

            if (length > 0)
                yield return word.ToString();
            (length, word.Length) = (0, 0);
            if (!IsWordAlone(rune))
                continue;
            yield return Write(word, rune).ToString();
            word.Clear();
        }

        if (length > 0)
            yield return word.ToString();
    }

    /// <summary>Where the words stand in the text as it was written, for marking them.</summary>
    public static IEnumerable<(int Start, int Length)> Spans(string text)
    {
        var (start, at) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var joins = !IsWordAlone(rune) && (IsPart(rune) || IsMark(rune));
            if (!joins && at > start)
                yield return (start, at - start);
            if (IsWordAlone(rune))
                yield return (at, rune.Utf16SequenceLength);
            at += rune.Utf16SequenceLength;
            if (!joins)
                start = at;
        }

        if (at > start)
            yield return (start, at - start);
    }

    private static string Folded(string text) => SearchText.Fold(text.Normalize(NormalizationForm.FormKD))
        .Normalize(NormalizationForm.FormKD);

    private static bool IsPart(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

    /// <summary>Han, Hiragana and Katakana are written without spaces.</summary>
    private static bool IsWordAlone(Rune rune) => rune.Value is
        (>= 0x3041 and <= 0x30FF and not 0x30FB) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static StringBuilder Write(StringBuilder word, Rune rune)
    {
        if (rune.Value == Escape)
            return word.Append(Escape).Append(Escape);
        if (rune.IsAscii)
            return word.Append((char)rune.Value);
        word.Append(Escape);
        for (var (digit, divisor) = (0, 36 * 36 * 36); digit < EscapedDigits; digit++, divisor /= 36)
            word.Append(Base36[rune.Value / divisor % 36]);
        return word;
    }
}
