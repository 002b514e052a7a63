using System.Security.Cryptography;
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
    private const string SelectSubjectKey = "SELECT subject, wrapped_key FROM subject_keys LIMIT 1";
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
        var sample = await database.ReadAsync(
            new Statement(SelectSubjectKey), row => (Subject: row.Uuid(0), Wrapped: row.GetFieldValue<byte[]>(1)));
        var check = await ReadCheckAsync();
        masterKey.Use(Find(mayCreate: sample.IsEmpty && check is null));
        foreach (var (subject, wrapped) in sample)
            RequireOpens(subject, wrapped);
        if ((check ?? await SetCheckAsync()) != masterKey.Check)
            throw Another();
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

    private void RequireOpens(Guid subject, byte[] wrapped)
    {
        try
        {
            masterKey.Unwrap(SubjectKeys.Purpose(subject), wrapped);
        }
        catch (CryptographicException error)
        {
            throw Another(error);
        }
    }

    /// <summary>Of silos that start at the same time, all read what the first one wrote.</summary>
    private async Task<string?> SetCheckAsync()
    {
        await database.WriteAsync([new Statement(InsertCheck, masterKey.Check)]);
        return await ReadCheckAsync();
    }

    private async Task<string?> ReadCheckAsync() =>
        (await database.ReadAsync(new Statement(SelectCheck), row => row.GetString(0))).FirstOrDefault();

    private StorageStartException Another(Exception? error = null) => new(
        $"{Source} is not the master key that this database was made with. Give the one of its backup, the same to "
        + "all processes.",
        error);
}
