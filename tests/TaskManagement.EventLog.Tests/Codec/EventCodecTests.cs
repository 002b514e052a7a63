using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Codec;

public sealed class EventCodecTests
{
    [Fact]
    public async Task Read_WhenTheTypeIsOfANewerRelease_ThenUnknownEventType()
    {
        await using var database = await WithOldEventAsync();
        await using var later = await TestDatabase.StartAsync(folder: database.Folder);

        var error = await Assert.ThrowsAsync<UnknownEventTypeException>(() => later.Log.ReadStreamAsync(new("sample")));

        Assert.Equal("sample.renamed.v1", error.Type);
        Assert.Single((await later.Log.ReadPartitionAsync(0, 0, 10)).Events);
    }

    [Fact]
    public async Task Read_WhenTheShapeIsOlder_ThenUpcastersLeadToTheNewest()
    {
        await using var database = await WithOldEventAsync();
        await using var later = await TestDatabase.StartAsync(
            services => services
                .AddSingleton(new EventTypes([typeof(RenamedV3)]))
                .AddSingleton<IUpcaster, FromV1>()
                .AddSingleton<IUpcaster, FromV2>(),
            folder: database.Folder);

        var recorded = Assert.Single(await later.Log.ReadStreamAsync(new("sample")));

        Assert.Equal(new RenamedV3("Ada", 3), recorded.Event);
        Assert.Equal(("sample.renamed.v1", """{"name":"Ada"}"""), (recorded.Stored.Type, recorded.Stored.Data));
    }

    [Fact]
    public void Upcasters_WhenTheyLeadNowhereOrInACircle_ThenTheStartFails()
    {
        var types = new EventTypes([typeof(RenamedV3)]);

        Assert.Throws<StorageStartException>(() => new Upcasters([new FromV1()], types));
        Assert.Throws<StorageStartException>(() => new Upcasters([new FromV2(), new FromV2()], types));
        Assert.Throws<StorageStartException>(() => new Upcasters([new Step("a", "b"), new Step("b", "a")], types));
        Assert.Throws<StorageStartException>(
            () => new Upcasters([new Step("sample.renamed.v3", "sample.renamed.v3")], types));
    }

    [Fact]
    public void EventTypes_WhenANameIsMissingMalformedOrDoubled_ThenTheStartFails()
    {
        Assert.Throws<StorageStartException>(() => new EventTypes([typeof(Nameless)]));
        Assert.Throws<StorageStartException>(() => new EventTypes([typeof(Malformed)]));
        Assert.Throws<StorageStartException>(() => new EventTypes([typeof(RenamedV3), typeof(Double)]));
    }

    [Fact]
    public async Task Read_WhenPurged_ThenPurgedAndItsMetadata()
    {
        await using var database = await TestDatabase.StartAsync();
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream));
        await database.Database.WriteAsync([new Statement("UPDATE events SET data = NULL, salt = NULL")]);

        var recorded = Assert.Single(await database.Log.ReadStreamAsync(stream));

        Assert.Equal(new Purged("name.claimed.v1"), recorded.Event);
        Assert.Empty(await database.Log.FindAlteredAsync(recorded.Stored.Partition));
    }

    [Fact]
    public async Task FindAltered_WhenSomeoneChangedAnEvent_ThenItsSequence()
    {
        await using var database = await TestDatabase.StartAsync(settings: [new("Storage:Partitions", "1")]);
        await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream(), events: 5));
        Assert.Empty(await database.Log.FindAlteredAsync(0));

        await database.Database.WriteAsync([new Statement(
            "UPDATE events SET data = replace(data, 'userId', 'usedId') WHERE sequence = @p0", 3)]);

        Assert.Equal(3, Assert.Single(await database.Log.FindAlteredAsync(0)));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"userId":null}""")]
    public async Task Decode_WhenAMemberIsMissing_ThenRefused(string data)
    {
        await using var database = await TestDatabase.StartAsync();
        var stored = new StoredEvent(0, 1, "s", 1, "name.claimed.v1", data, Guid.Empty, null, "api", null, default);

        await Assert.ThrowsAsync<JsonException>(async () => await database.Log.DecodeAsync(stored));
    }

    [Fact]
    public async Task Append_WhenAPersonsKeyCannotBeMade_ThenRolledBack()
    {
        await using var database = await TestDatabase.StartAsync();
        var stream = Sample.NewStream();
        var user = new UserId(Guid.CreateVersion7());
        var value = new Personal<string>(user.Value, "x");
        database.WriteFaults.Next(TestKit.Faults.WriteFault.BeforeCommit);
        var append = new Append(TestCommands.By(user), [new StreamAppend(
            stream, 0, [new UserRegistered(user, value, value, value, value, value, [])])]);

        var outcome = await database.Log.AppendAsync(append);

        Assert.True(Assert.IsType<AppendOutcome.RolledBack>(outcome).MayRetry);
        await database.Log.MustAppendAsync(append);
    }

    private static async Task<TestDatabase> WithOldEventAsync()
    {
        var database = await TestDatabase.StartAsync(
            services => services.AddSingleton(new EventTypes([typeof(RenamedV1)])), [new("Storage:Partitions", "1")]);
        await database.Log.MustAppendAsync(new Append(
            TestCommands.BySystem(), [new StreamAppend(new("sample"), 0, [new RenamedV1("Ada")])]));
        await database.StopAsync();
        return database;
    }

    [EventType("sample.renamed.v1")]
    private sealed record RenamedV1(string Name) : IDomainEvent;

    [EventType("sample.renamed.v3")]
    private sealed record RenamedV3(string Title, int Length) : IDomainEvent;

    [EventType("sample.renamed.v3")]
    private sealed record Double : IDomainEvent;

    [EventType("Renamed")]
    private sealed record Malformed : IDomainEvent;

    private sealed record Nameless : IDomainEvent;

    private sealed class FromV1 : IUpcaster
    {
        public string FromType => "sample.renamed.v1";

        public string ToType => "sample.renamed.v2";

        public JsonObject Upcast(JsonObject older) => new() { ["title"] = older["name"]!.DeepClone() };
    }

    private sealed class FromV2 : IUpcaster
    {
        public string FromType => "sample.renamed.v2";

        public string ToType => "sample.renamed.v3";

        public JsonObject Upcast(JsonObject older)
        {
            older["length"] = older["title"]!.GetValue<string>().Length;
            return older;
        }
    }

    private sealed class Step(string from, string to) : IUpcaster
    {
        public string FromType => from;

        public string ToType => to;

        public JsonObject Upcast(JsonObject older) => older;
    }
}
