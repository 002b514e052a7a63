using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Scheduling;

namespace TaskManagement.EventLog.Tests.Sqlite;

public sealed class SqliteWriterTests
{
    [Theory]
    [InlineData("Storage:QueueAppendsMax", "1")]
    [InlineData("Storage:BatchAppendsMax", "1")]
    [InlineData("Storage:BatchBytesMax", "1024")]
    [InlineData("Storage:PreparedStatementsMax", "16")]
    public async Task Append_WhenABoundIsSmall_ThenWritesWaitAndNoneIsLost(string key, string value)
    {
        await using var database = await TestDatabase.StartAsync(settings: [new(key, value)]);

        await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(_ => database.Log.MustAppendAsync(Sample.Append(Sample.NewStream(), events: 20))));

        var heads = await Task.WhenAll(Enumerable.Range(0, database.Log.Partitions).Select(database.Log.HeadAsync));
        Assert.Equal(1000, heads.Sum());
    }

    [Fact]
    public async Task Append_WhenDone_ThenTheCallerGoesOnElsewhereThanOnTheWritersThread()
    {
        await using var database = await TestDatabase.StartAsync();
        var threads = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
            return Thread.CurrentThread.Name;
        }));

        Assert.DoesNotContain("storage writer", threads);
    }

    [Fact]
    public async Task Stop_WhenWritesWait_ThenTheyAreWrittenFirst()
    {
        var gate = new GatedScheduler();
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton(new StorageWriterScheduler(gate)));
        var log = database.Log;
        var stream = Sample.NewStream();

        gate.Hold();
        var waiting = log.AppendAsync(Sample.Append(stream));
        var stopping = database.StopAsync();
        gate.Release();

        Assert.IsType<AppendOutcome.Appended>(await waiting);
        await stopping;
        Assert.IsType<AppendOutcome.RolledBack>(await log.AppendAsync(Sample.Append(stream, 1)));
        Assert.DoesNotContain(
            Directory.GetFiles(database.Folder), file => file.EndsWith("-wal", StringComparison.Ordinal));
        await using var later = await TestDatabase.StartAsync(folder: database.Folder);
        Assert.Single(await later.Log.ReadStreamAsync(stream));
    }

    [Fact]
    public async Task Find_WhenTheCacheIsFull_ThenKeysAreReadAgain()
    {
        await using var database = await TestDatabase.StartAsync(settings: [new("Storage:SubjectKeysCachedMax", "1")]);
        var subjects = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToArray();
        var keys = new List<byte[]?>();
        foreach (var subject in subjects)
            keys.Add(await database.SubjectKeys.FindAsync(subject, create: true));

        for (var index = 0; index < subjects.Length; index++)
            Assert.Equal(keys[index], await database.SubjectKeys.FindAsync(subjects[index], create: false));
        Assert.Equal(3, keys.Select(key => Convert.ToHexString(key!)).Distinct().Count());
    }
}
