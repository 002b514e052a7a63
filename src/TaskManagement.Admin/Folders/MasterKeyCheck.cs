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
        if (await ReadAsync(store) is not { } evidence)
            return;
        if (Given is { } given)
            Require(evidence, store, Variable, Parse(given));
        else
            RequireFile(evidence, store, MasterKeyFile.PathIn(folder));
    }

    /// <summary>Refuses a folder whose own key is not the one of these data, whatever the environment gives.</summary>
    public static async Task RequireFileAsync(IStore store, string folder)
    {
        if (await ReadAsync(store) is { } evidence)
            RequireFile(evidence, store, MasterKeyFile.PathIn(folder));
    }

    private static async Task<MasterKeyEvidence?> ReadAsync(IStore store)
    {
        var evidence = (await store.ReadAsync(MasterKeyEvidence.Select, MasterKeyEvidence.Of)).Single();
        return evidence.IsNone ? null : evidence;
    }

    private static void RequireFile(MasterKeyEvidence evidence, IStore store, string file)
    {
        var key = MasterKeyFile.Read(file) ?? throw new AdminException(
            $"{store.Place} was made with a master key, and it is missing: put it at {file}, or give it in the "
            + $"environment as {Variable}.");
        Require(evidence, store, file, key);
    }

    private static void Require(MasterKeyEvidence evidence, IStore store, string name, byte[] key)
    {
        var masterKey = new MasterKey(new SystemRandomBytes());
        masterKey.Use(key);
        if (!evidence.Allows(masterKey))
        {
            throw new AdminException(
                $"{name} is not the master key that {store.Place} was made with. Put the right one there.");
        }
    }

    private static byte[] Parse(string text) => MasterKeyFile.TryParse(text, out var key)
        ? key
        : throw new AdminException($"{Variable} does not hold 32 bytes in base64.");
}
