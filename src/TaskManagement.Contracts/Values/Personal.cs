namespace TaskManagement.Contracts.Values;

/// <summary>
/// A value that belongs to a person. In memory it is plain; in the log and in snapshots it is sealed under the key of
/// its subject, and once that key is destroyed it reads as <c>null</c>.
/// </summary>
/// <param name="Subject">Whose value it is: a user id, or the derived id of a person known only by an import.</param>
/// <param name="Value">The value; <c>null</c> once the person has been erased.</param>
[GenerateSerializer, Immutable, Alias("Personal`1")]
public sealed record Personal<T>(Guid Subject, T? Value) where T : class
{
    /// <summary>Says nothing of the value: a record's own text would carry it into logs.</summary>
    public override string ToString() => $"personal:{Subject:D}";
}
