using System.Security.Cryptography;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Folders;

/// <summary>
/// A database without its master key is lost: what is personal in it cannot be read. So the key is looked for before
/// anything is moved.
/// </summary>
internal static class MasterKeyCheck
{
    private const string SelectSubjectKey = "SELECT subject, wrapped_key FROM subject_keys LIMIT 1";

    // The name under which the server's own configuration reads it from the environment.
    private const string Variable = "Storage__MasterKey";

    /// <summary>Refuses a copy whose target would have no key.</summary>
    public static Task RequireAsync(IStore source, StoreAddress from, StoreAddress to) => (from, to) switch
    {
        (StoreAddress.Folder folder, _) => RequireAsync(source, folder.Path),
        (_, StoreAddress.Folder folder) => RequireAsync(source, folder.Path),
        _ => Task.CompletedTask,
    };

    /// <summary>Refuses a folder whose key, or that of the environment, does not open what is sealed.</summary>
    public static async Task RequireAsync(IStore store, string folder)
    {
        var sample = await store.ReadAsync(
            new Statement(SelectSubjectKey), row => (Subject: row.Uuid(0), Wrapped: row.GetFieldValue<byte[]>(1)));
        foreach (var (subject, wrapped) in sample)
        {
            if (!Opens(Find(folder, store.Place), subject, wrapped))
            {
                throw new AdminException($"{Name(folder)} is not the master key that {store.Place} was made with. Put "
                    + "the right one there.");
            }
        }
    }

    private static byte[] Find(string folder, string place)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } given)
        {
            return MasterKeyFile.Read(MasterKeyFile.PathIn(folder)) ?? throw new AdminException(
                $"{place} holds keys of persons, and the master key that opens them is missing: put it at "
                + $"{MasterKeyFile.PathIn(folder)}, or give it in the environment as {Variable}.");
        }

        var key = new byte[SealedBytes.KeyBytes + 1];
        return Convert.TryFromBase64String(given, key, out var written) && written == SealedBytes.KeyBytes
            ? key[..written]
            : throw new AdminException($"{Variable} does not hold 32 bytes in base64.");
    }

    private static bool Opens(byte[] key, Guid subject, byte[] wrapped)
    {
        var masterKey = new MasterKey(new SystemRandomBytes());
        masterKey.Use(key);
        try
        {
            masterKey.Unwrap(SubjectKeys.Purpose(subject), wrapped);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string Name(string folder) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? Variable : MasterKeyFile.PathIn(folder);
}
