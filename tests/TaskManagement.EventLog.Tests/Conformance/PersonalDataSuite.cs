using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Conformance;

public abstract class PersonalDataSuite<TStore> where TStore : ITestStore, new()
{
    private const string Address = "ada.lovelace@example.org";
    private const int Schema = 1;

    private readonly TStore _store = new();

    [StoreFact]
    public async Task Append_WhenPersonal_ThenInNoFileInPlainText()
    {
        await using var database = await _store.StartAsync();
        var user = new UserId(Guid.CreateVersion7());
        await RegisterAsync(database, user);

        var files = await database.FilesAsync();
        Assert.Contains(files, file => file.Contains("wal", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = await ReadSharedAsync(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Address)) < 0, $"{file} holds the address.");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Address)) < 0, $"{file} holds the address.");
        }
    }

    [StoreFact]
    public async Task Read_WhenKeyIsThere_ThenPlainAlsoAfterARestart()
    {
        await using var database = await _store.StartAsync();
        var user = new UserId(Guid.CreateVersion7());
        var stream = await RegisterAsync(database, user);
        await database.RestartAsync();

        var registered = Assert.IsType<UserRegistered>((await database.Log.ReadStreamAsync(stream))[0].Event);
        var snapshot = await database.Log.ReadSnapshotAsync<Profile>(stream, Schema);

        Assert.Equal(Address, registered.Email.Value);
        Assert.Equal(Address, snapshot!.State.Email.Value);
    }

    [StoreFact]
    public Task Read_WhenKeyIsDestroyed_ThenNullInEventsAndSnapshots() => ReadsNullAsync(restart: false);

    [StoreFact]
    public Task Read_WhenKeyIsDestroyedAndMemoryIsNew_ThenNullInEventsAndSnapshots() => ReadsNullAsync(restart: true);

    private async Task ReadsNullAsync(bool restart)
    {
        await using var database = await _store.StartAsync();
        var user = new UserId(Guid.CreateVersion7());
        var stream = await RegisterAsync(database, user);

        await database.SubjectKeys.DestroyAsync(user.Value);
        if (restart)
            await database.RestartAsync();

        var registered = Assert.IsType<UserRegistered>((await database.Log.ReadStreamAsync(stream))[0].Event);
        var snapshot = await database.Log.ReadSnapshotAsync<Profile>(stream, Schema);
        Assert.Equal(new Personal<string>(user.Value, null), registered.Email);
        Assert.Null(snapshot!.State.Email.Value);
    }

    [StoreFact]
    public async Task Read_WhenAnotherProcessHasDestroyedTheKey_ThenNullOnceMemoryIsTooOld()
    {
        var clock = new ManualTimeProvider();
        await using var database = await _store.StartAsync(services => services.AddSingleton<TimeProvider>(clock));
        var user = new UserId(Guid.CreateVersion7());
        var stream = await RegisterAsync(database, user);
        const string Delete = "DELETE FROM subject_keys WHERE subject = @p0";
        await database.Database.WriteAsync([new Statement(Delete, user.Value) { ExpectedRows = 1 }]);
        Assert.NotNull(await database.SubjectKeys.FindAsync(user.Value, create: false));

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(Assert.IsType<UserRegistered>((await database.Log.ReadStreamAsync(stream))[0].Event).Email.Value);
    }

    [StoreFact]
    public async Task Snapshot_WhenThePersonWasErased_ThenMemoryDoesNotBringThePersonBack()
    {
        await using var database = await _store.StartAsync();
        var user = new UserId(Guid.CreateVersion7());
        var stream = await RegisterAsync(database, user);
        await database.Log.MustAppendAsync(Sample.Append(stream, expected: 1));
        await database.SubjectKeys.DestroyAsync(user.Value);

        await database.Log.WriteSnapshotAsync(stream, Schema, new Snapshot<Profile>(2, NewProfile(user)));

        Assert.Null((await database.Log.ReadSnapshotAsync<Profile>(stream, Schema))!.State.Email.Value);
        Assert.Null(await database.SubjectKeys.FindAsync(user.Value, create: false));
    }

    [StoreFact]
    public async Task Read_WhenThePersonHasAnotherKeyByNow_ThenTheOldReadsAsNullAndTheNewIsPlain()
    {
        await using var database = await _store.StartAsync();
        var user = new UserId(Guid.CreateVersion7());
        var old = await RegisterAsync(database, user);
        await database.SubjectKeys.DestroyAsync(user.Value);

        var @new = await RegisterAsync(database, user);

        Assert.Null(Assert.IsType<UserRegistered>((await database.Log.ReadStreamAsync(old))[0].Event).Email.Value);
        Assert.Equal(
            Address, Assert.IsType<UserRegistered>((await database.Log.ReadStreamAsync(@new))[0].Event).Email.Value);
    }

    [StoreFact]
    public async Task Find_WhenManyCreateAtOnce_ThenOneKey()
    {
        await using var database = await _store.StartAsync();
        var subject = Guid.CreateVersion7();

        var keys = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(async _ => await database.SubjectKeys.FindAsync(subject, create: true)));

        Assert.Single(keys.Select(key => Convert.ToHexString(key!)).Distinct());
        await database.RestartAsync();
        Assert.Equal(keys[0], await database.SubjectKeys.FindAsync(subject, create: false));
    }

    [StoreFact]
    public async Task Snapshot_WhenOfAnotherSchema_ThenNone()
    {
        await using var database = await _store.StartAsync();
        var user = new UserId(Guid.CreateVersion7());
        var stream = await RegisterAsync(database, user);

        Assert.Null(await database.Log.ReadSnapshotAsync<Profile>(stream, Schema + 1));
        Assert.Null(await database.Log.ReadSnapshotAsync<Profile>(Sample.NewStream(), Schema));
    }

    [StoreFact]
    public async Task Snapshot_WhenOlderThanTheKeptOne_ThenTheNewerStays()
    {
        await using var database = await _store.StartAsync();
        var user = new UserId(Guid.CreateVersion7());
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, events: 9));
        await database.Log.WriteSnapshotAsync(stream, Schema, new Snapshot<Profile>(9, NewProfile(user)));

        await database.Log.WriteSnapshotAsync(stream, Schema, new Snapshot<Profile>(5, NewProfile(user)));

        Assert.Equal(9, (await database.Log.ReadSnapshotAsync<Profile>(stream, Schema))!.Version);
    }

    private static Profile NewProfile(UserId user) => new(new Personal<string>(user.Value, Address));

    private static async Task<StreamName> RegisterAsync(TestDatabase database, UserId user)
    {
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(
            new Append(TestCommands.By(user), [new StreamAppend(stream, 0, [Sample.Registered(user, Address)])]));
        await database.Log.WriteSnapshotAsync(stream, Schema, new Snapshot<Profile>(1, NewProfile(user)));
        return stream;
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    private sealed record Profile(Personal<string> Email);
}
