namespace TaskManagement.Api.Imports.Documents;

/// <summary>Why a document cannot be imported.</summary>
/// <param name="Place">The place of a task in the file.</param>
/// <param name="Field">The field of <see cref="DocumentTask"/>, camelCase.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Fix">How to mend it.</param>
internal sealed record DocumentFault(string Place, string Field, string Reason, string Fix);
