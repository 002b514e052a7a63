using System.Data.Common;
using System.Security.Cryptography;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Keys;

/// <summary>What a database knows of the master key that it was made with.</summary>
/// <param name="Subject">Someone whose key it wraps, where there is anyone.</param>
/// <param name="Wrapped">That key.</param>
/// <param name="Check">The value that the master key gives; databases of early releases had none.</param>
internal sealed record MasterKeyEvidence(Guid? Subject, byte[]? Wrapped, string? Check)
{
    /// <summary>Asks for it; the answer is one row.</summary>
    public static readonly Statement Select = new(
        """
        SELECT k.subject, k.wrapped_key, c.value
        FROM (SELECT 1 AS id) one
        LEFT JOIN (SELECT 1 AS id, subject, wrapped_key FROM subject_keys LIMIT 1) k ON k.id = one.id
        LEFT JOIN master_key_check c ON c.id = one.id
        """);

    /// <summary>Whether nothing was made with any key yet.</summary>
    public bool IsNone => Wrapped is null && Check is null;

    /// <summary>Reads the row.</summary>
    public static MasterKeyEvidence Of(DbDataReader row) => new(
        row.UuidOrNull(0), row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1), row.TextOrNull(2));

    /// <summary>Whether it may be this key that the database was made with: nothing here speaks against it.</summary>
    public bool Allows(MasterKey key) =>
        (Check is null || Check == key.Check)
        && (Subject is not { } subject || Wrapped is null || Opens(key, subject, Wrapped));

    private static bool Opens(MasterKey key, Guid subject, byte[] wrapped)
    {
        try
        {
            key.Unwrap(SubjectKeys.Purpose(subject), wrapped);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
