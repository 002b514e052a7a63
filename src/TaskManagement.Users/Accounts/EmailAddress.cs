using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace TaskManagement.Users.Accounts;

/// <summary>
/// An address in the one form that it is claimed, kept and written to: compatibility forms composed (NFKC), lower case,
/// the domain in ASCII. What we send mail to is thus exactly what the claim stands for, and never a look-alike of it.
/// </summary>
internal readonly record struct EmailAddress
{
    private const int LengthMax = 254;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    /// <summary>The normalised address.</summary>
    public string Value { get; }

    /// <summary>Reads what was typed.</summary>
    /// <param name="typed">Anything.</param>
    /// <param name="address">The address.</param>
    /// <param name="fault">What is wrong with it, for people.</param>
    public static bool TryParse(string? typed, out EmailAddress address, [NotNullWhen(false)] out string? fault)
    {
        address = default;
        fault = null;
        if (string.IsNullOrWhiteSpace(typed))
            fault = "is missing";
        else if (typed.Trim().Length > LengthMax)
            fault = $"must have at most {LengthMax} characters";
        else if (!TextRules.IsWellFormed(typed) || !TryNormalise(typed.Trim(), out var normalised))
            fault = "must be an address such as name@example.org";
        else if (normalised.Length > LengthMax)
            fault = $"must have at most {LengthMax} characters, its domain written in ASCII";
        else
            address = new EmailAddress(normalised);
        return fault is null;
    }

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(EmailAddress);

    private static bool TryNormalise(string typed, out string normalised)
    {
        normalised = Fold(typed);
        var at = normalised.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != normalised.LastIndexOf('@') || normalised.Any(IsForbidden))
            return false;
        var domain = ToAscii(normalised[(at + 1)..]);
        normalised = $"{normalised[..at]}@{domain}";
        return domain is not null;
    }

    /// <summary>Composed again after lowering, which can take letters apart: folding is idempotent.</summary>
    private static string Fold(string text) =>
        text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);

    private static string? ToAscii(string domain)
    {
        try
        {
            return domain.EndsWith('.') ? null : Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // The framework has no way to ask whether a name is a valid domain other than to try.
            return null;
        }
    }

    private static bool IsForbidden(char character) =>
        char.IsWhiteSpace(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
