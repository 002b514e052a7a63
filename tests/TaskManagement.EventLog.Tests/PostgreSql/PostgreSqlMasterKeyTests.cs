using System.Security.Cryptography;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>All processes that write one database have the same master key.</summary>
public sealed class PostgreSqlMasterKeyTests
{
    [PostgresFact]
    public async Task Start_WhenASiloHasNoMasterKeyOfTheCluster_ThenRefusedNamingTheSetting()
    {
        var error = await Assert.ThrowsAsync<StorageStartException>(
            async () => await Silos.StartAsync(await DatabaseAsync(), masterKey: null));

        Assert.Contains("Storage:MasterKey is not set", error.Message, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Start_WhenASiloHasAnotherMasterKey_ThenRefusedBeforeAnythingIsSealed()
    {
        var settings = await DatabaseAsync();
        await using var first = await Silos.StartAsync(settings, Silos.MasterKey);
        var another = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

        var error = await Assert.ThrowsAsync<StorageStartException>(() => Silos.StartAsync(settings, another));

        Assert.Contains("Storage:MasterKey is not the master key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(another, error.Message, StringComparison.Ordinal);
        await using var second = await Silos.StartAsync(settings, Silos.MasterKey);
    }

    [PostgresFact]
    public async Task Start_WhenSilosComeAtTheSameTimeWithKeysOfTheirOwn_ThenOneIsServed()
    {
        var settings = await DatabaseAsync();

        var starts = Enumerable.Range(0, 4)
            .Select(_ => Silos.StartAsync(settings, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))))
            .ToArray();
        await Task.WhenAll(starts).ContinueWith(_ => { }, TaskScheduler.Default);

        await using var served = await Assert.Single(starts, start => start.IsCompletedSuccessfully);
        Assert.All(
            starts.Where(start => start.IsFaulted),
            start => Assert.IsType<StorageStartException>(start.Exception!.InnerException));
    }

    [PostgresFact]
    public async Task Start_WhenTheDatabaseHasNoCheckOfItsKeyYet_ThenItGetsOne()
    {
        await using var database = await TestDatabase.StartAsync(settings: await DatabaseAsync());
        await database.SubjectKeys.FindAsync(Guid.CreateVersion7(), create: true);
        var check = await ChecksAsync(database);
        await database.Database.WriteAsync([new Statement("DELETE FROM master_key_check")]);

        await database.RestartAsync();

        Assert.Equal(check, await ChecksAsync(database));
        Assert.Single(check);
    }

    private static async Task<IEnumerable<string>> ChecksAsync(TestDatabase database) =>
        await database.Database.ReadAsync(new Statement("SELECT value FROM master_key_check"), row => row.GetString(0));

    private static async Task<KeyValuePair<string, string?>[]> DatabaseAsync() =>
        PostgresServer.Settings(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
}
