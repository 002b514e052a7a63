using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.EventLog.Tests.Grains;

public sealed class DatabaseGrainStorageTests
{
    private const string Name = "profile";

    private static readonly GrainId Grain = GrainId.Create("sample", "1");

    [Fact]
    public async Task Write_WhenRead_ThenTheSameAndSealedInTheTable()
    {
        await using var database = await TestDatabase.StartAsync();
        var storage = StorageOf(database);
        var written = new Record { State = new State("x", new Personal<string>(Guid.CreateVersion7(), "Ada")) };
        await storage.WriteStateAsync(Name, Grain, written);

        var read = new Record();
        await storage.ReadStateAsync(Name, Grain, read);

        Assert.Equal((written.State, "1", true), (read.State, read.ETag, read.RecordExists));
        var json = Assert.Single(await database.Database.ReadAsync(
            new Statement("SELECT state FROM grain_states"), row => row.GetString(0)));
        Assert.DoesNotContain("Ada", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WhenAnotherActivationWasFaster_ThenInconsistent()
    {
        await using var database = await TestDatabase.StartAsync();
        var storage = StorageOf(database);
        var mine = new Record { State = new State("mine", null) };
        var theirs = new Record { State = new State("theirs", null) };
        await storage.WriteStateAsync(Name, Grain, theirs);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, Grain, mine));
        await storage.ReadStateAsync(Name, Grain, mine);
        await storage.WriteStateAsync(Name, Grain, mine);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, Grain, theirs));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(Name, Grain, theirs));
        Assert.Equal("2", mine.ETag);
    }

    [Fact]
    public async Task Clear_WhenRead_ThenNoRecord()
    {
        await using var database = await TestDatabase.StartAsync();
        var storage = StorageOf(database);
        var record = new Record { State = new State("x", null) };
        await storage.WriteStateAsync(Name, Grain, record);
        await storage.ClearStateAsync(Name, Grain, record);
        await storage.ReadStateAsync(Name, Grain, record);

        Assert.Equal((null, false), (record.ETag, record.RecordExists));
        Assert.NotNull(record.State);
        await storage.WriteStateAsync(Name, Grain, record);
    }

    [Fact]
    public async Task Write_WhenTheReplyIsLost_ThenInconsistentSoThatTheGrainReloads()
    {
        await using var database = await TestDatabase.StartAsync();
        var storage = StorageOf(database);
        database.WriteFaults.Next(WriteFault.ReplyLost);
        var record = new Record { State = new State("x", null) };

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, Grain, record));

        await storage.ReadStateAsync(Name, Grain, record);
        Assert.Equal("1", record.ETag);
    }

    private static DatabaseGrainStorage StorageOf(TestDatabase database) =>
        new(database.Database, database.Services.GetRequiredService<SealedJson>());

    private sealed record State(string Text, Personal<string>? Owner);

    private sealed class Record : IGrainState<State>
    {
        public State? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
