using System.Buffers;
using System.Text;

namespace TaskManagement.Users.Accounts;

/// <summary>What any text of a command must keep to.</summary>
internal static class TextRules
{
    /// <summary>No half a surrogate pair, which no encoding writes; no <c>\u0000</c>, which databases refuse.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
                return false;
            rest = rest[length..];
        }

        return true;
    }

    /// <summary>Its length as people count it: a character outside the basic plane is one.</summary>
    public static int LengthOf(string text) => text.EnumerateRunes().Count();
}
