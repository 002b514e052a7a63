using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.EventLog.Hosting;

/// <summary>
/// Finds the master key at the start, and refuses another one than the database was made with: processes with keys of
/// their own would each write what the others cannot read.
/// </summary>
internal sealed class MasterKeyStart(
    IDatabase database,
    MasterKey masterKey,
    IRandomBytes random,
    StorageSharing sharing,
    IOptions<StorageOptions> options)
{
    private const string SelectCheck = "SELECT value FROM master_key_check WHERE id = 1";

    private const string InsertCheck =
        "INSERT INTO master_key_check (id, value) VALUES (1, @p0) ON CONFLICT (id) DO NOTHING";

    private string File => MasterKeyFile.PathIn(Path.GetFullPath(options.Value.Path));

    private string Source => options.Value.MasterKey is null ? File : "Storage:MasterKey";

    /// <summary>Refuses silos of a cluster that would each make a key in a folder of their own.</summary>
    public void RequireShared()
    {
        if (sharing == StorageSharing.Cluster && options.Value is { IsPostgreSql: true, MasterKey: null })
        {
            throw new StorageStartException(
                "Storage:MasterKey is not set, and all silos of a cluster need the same one. Make it with 'openssl "
                + $"rand -base64 32', or take what {File} holds where the database was made with that, and give it to "
                + "each.");
        }
    }

    /// <summary>Takes the key; the tables are there.</summary>
    public async Task TakeAsync()
    {
        var evidence = (await database.ReadAsync(MasterKeyEvidence.Select, MasterKeyEvidence.Of)).Single();
        masterKey.Use(Find(mayCreate: evidence.IsNone));
        if (!evidence.Allows(masterKey) || (evidence.Check is null && await SetCheckAsync() != masterKey.Check))
        {
            throw new StorageStartException(
                $"{Source} is not the master key that this database was made with. Give the one of its backup, the "
                + "same to all processes.");
        }
    }

    private byte[] Find(bool mayCreate)
    {
        if (options.Value.MasterKey is { } given)
            return Convert.FromBase64String(given);
        try
        {
            return MasterKeyFile.Read(File) ?? (mayCreate
                ? MasterKeyFile.Create(File, random)
                : throw new StorageStartException(
                    $"The database was made with a master key, and it is gone: {File} is missing. Put it back from a "
                    + "backup, or give it in Storage:MasterKey."));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(
                $"The master key {File} cannot be read or made: {error.Message} Give this process access to it.",
                error);
        }
    }

    /// <summary>Of silos that start at the same time, all read what the first one wrote.</summary>
    private async Task<string> SetCheckAsync()
    {
        await database.WriteAsync([new Statement(InsertCheck, masterKey.Check)]);
        return (await database.ReadAsync(new Statement(SelectCheck), row => row.GetString(0))).Single();
    }
}
