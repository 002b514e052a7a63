using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Folders;

/// <summary>
/// A database without its master key is lost: what is personal in it cannot be read. So the key is looked for before
/// anything is moved.
/// </summary>
internal static class MasterKeyCheck
{
    // The name under which the server's own configuration reads it from the environment.
    private const string Variable = "Storage__MasterKey";

    /// <summary>Whether the environment gives the key, as it may to a server.</summary>
    public static bool IsInEnvironment => Given is not null;

    private static string? Given =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>Refuses a copy whose target would have no key.</summary>
    public static Task RequireAsync(IStore source, StoreAddress from, StoreAddress to) => (from, to) switch
    {
        (StoreAddress.Folder folder, _) => RequireAsync(source, folder.Path),
        (_, StoreAddress.Folder folder) => RequireAsync(source, folder.Path),
        _ => Task.CompletedTask,
    };

    /// <summary>Refuses a folder whose key, or that of the environment, is not the one of these data.</summary>
    public static async Task RequireAsync(IStore store, string folder)
    {
        var evidence = (await store.ReadAsync(MasterKeyEvidence.Select, MasterKeyEvidence.Of)).Single();
        if (evidence.IsNone)
            return;
        var masterKey = new MasterKey(new SystemRandomBytes());
        masterKey.Use(Find(folder, store.Place));
        if (!evidence.Allows(masterKey))
        {
            throw new AdminException($"{(IsInEnvironment ? Variable : MasterKeyFile.PathIn(folder))} is not the master "
                + $"key that {store.Place} was made with. Put the right one there.");
        }
    }

    private static byte[] Find(string folder, string place)
    {
        if (Given is { } given)
        {
            return MasterKeyFile.TryParse(given, out var key)
                ? key
                : throw new AdminException($"{Variable} does not hold 32 bytes in base64.");
        }

        return MasterKeyFile.Read(MasterKeyFile.PathIn(folder)) ?? throw new AdminException(
            $"{place} was made with a master key, and it is missing: put it at {MasterKeyFile.PathIn(folder)}, or give "
            + $"it in the environment as {Variable}.");
    }
}
