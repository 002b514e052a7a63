namespace TaskManagement.EventLog.Keys;

/// <summary>
/// One AES-256 key per person, wrapped with the master key. Without its key a person's data is noise.
/// </summary>
public interface ISubjectKeys
{
    /// <summary>
    /// The person's key; makes one where there is none and <paramref name="create"/> is set, else <c>null</c>.
    /// </summary>
    ValueTask<byte[]?> FindAsync(Guid subject, bool create);

    /// <summary>Destroys the key, durably: what it sealed reads as <c>null</c> from now on.</summary>
    Task DestroyAsync(Guid subject);
}
