using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Imports.Documents;

namespace TaskManagement.Api.Imports;

/// <summary>Why a file is not imported.</summary>
internal static class ImportProblems
{
    public const string Code = "import_invalid";

    /// <summary>More errors than anybody reads are not told.</summary>
    private const int ErrorsMax = 20;

    /// <summary>The end of the request, with what is wrong by its place in the file.</summary>
    public static ProblemException Of(IReadOnlyCollection<KeyValuePair<string, string>> errors) =>
        new(ApiProblems.Invalid(errors) with { Code = Code });

    /// <summary>The end of the request with one error.</summary>
    public static ProblemException Of(string place, string what) => new(ApiProblems.Invalid(place, what, Code));

    /// <summary>Ends the request where the parts of a document do not fit together.</summary>
    public static void Require(ImportDocument document)
    {
        var faults = DocumentCheck.Faults(document)
            .Select(fault => KeyValuePair.Create(
                fault.Field.Length == 0 ? fault.Place : $"{fault.Place}.{fault.Field}", $"{fault.Reason}; {fault.Fix}"))
            .DistinctBy(error => error.Key)
            .Take(ErrorsMax)
            .ToList();
        if (faults.Count > 0)
            throw Of(faults);
    }
}
