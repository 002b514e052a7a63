using System.Text;

namespace TaskManagement.Tasks.Queries;

/// <summary>Makes text comparable regardless of case, in every alphabet; databases do so for ASCII at best.</summary>
internal static class SearchText
{
    /// <summary>
    /// One form for all ways to write the same. Upper case first: it brings together letters that have two small forms,
    /// such as the Greek sigma.
    /// </summary>
    public static string Fold(string text) =>
        text.Normalize(NormalizationForm.FormC).ToUpperInvariant().ToLowerInvariant();

    /// <summary>A LIKE pattern (<c>ESCAPE '\'</c>) that finds the folded text anywhere.</summary>
    public static string Pattern(string text) =>
        "%" + text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_") + "%";
}
