using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Hosting;

/// <summary>
/// Opens the storage before anything of the host starts, and closes it after everything has stopped: grains load while
/// the silo starts and write until it has stopped.
/// </summary>
internal sealed class StorageLifetime(
    IStorage storage,
    IDatabase database,
    MasterKey masterKey,
    IRandomBytes random,
    IOptions<StorageOptions> options) : IHostedLifecycleService
{
    private const string SelectSubjectKey = "SELECT subject, wrapped_key FROM subject_keys LIMIT 1";

    private string Folder => Path.GetFullPath(options.Value.Path);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await storage.OpenAsync(cancellationToken);
        var sample = await database.ReadAsync(
            new Statement(SelectSubjectKey), row => (Subject: row.Uuid(0), Wrapped: row.GetFieldValue<byte[]>(1)));
        masterKey.Use(FindMasterKey(mayCreate: sample.IsEmpty));
        foreach (var (subject, wrapped) in sample)
            CheckMasterKey(subject, wrapped);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await storage.DisposeAsync();

    private byte[] FindMasterKey(bool mayCreate)
    {
        if (options.Value.MasterKey is { } given)
            return Convert.FromBase64String(given);
        var file = MasterKeyFile.PathIn(Folder);
        try
        {
            return MasterKeyFile.Read(file) ?? (mayCreate
                ? MasterKeyFile.Create(file, random)
                : throw new StorageStartException(
                    $"The database holds keys of persons, and what opens them is gone: {file} is missing. "
                    + "Put it back from a backup, or give it in Storage:MasterKey."));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(
                $"The master key {file} cannot be read or made: {error.Message} Give this process access to it.",
                error);
        }
    }

    private void CheckMasterKey(Guid subject, byte[] wrapped)
    {
        try
        {
            masterKey.Unwrap(SubjectKeys.Purpose(subject), wrapped);
        }
        catch (CryptographicException error)
        {
            var source = options.Value.MasterKey is null ? MasterKeyFile.PathIn(Folder) : "Storage:MasterKey";
            throw new StorageStartException(
                $"{source} is not the master key that this database was made with. Give the one of its backup.", error);
        }
    }
}
