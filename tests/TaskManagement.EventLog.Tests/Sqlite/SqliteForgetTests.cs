using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Sqlite;

/// <summary>What the files of a data folder hold of a person after the append that forgets them.</summary>
public sealed class SqliteForgetTests
{
    private const string SelectKey = "SELECT wrapped_key FROM subject_keys WHERE subject = @p0";
    private const int CutBytes = 2060; // half of a frame of the write-ahead log

    private static readonly KeyValuePair<string, string?> OnSqlite = new("Storage:Provider", "Sqlite");

    [Fact]
    public async Task Append_WhenItForgetsAPerson_ThenTheKeysBytesAreInNoFile()
    {
        await using var database = await TestDatabase.StartAsync(settings: [OnSqlite]);
        var (user, stream) = await RegisterAsync(database);
        var key = await WrappedKeyAsync(database, user);
        Assert.True(await HoldsAsync(database.Folder, key!), "The key is in no file before.");

        await database.Log.MustAppendAsync(Sample.Append(stream, 1) with { Forget = [user.Value] });

        Assert.False(await HoldsAsync(database.Folder, key!), "A file still holds the key.");
    }

    [Fact]
    public async Task Start_WhenTheProcessEndedBetweenCommitAndScrub_ThenTheKeysBytesAreInNoFile()
    {
        using var copy = new FolderCopy();
        var key = await ForgetAsync(copy);
        Assert.True(await HoldsAsync(copy.Folder, key), "The key was gone before the scrub.");

        await using var later = await TestDatabase.StartAsync(settings: [OnSqlite], folder: copy.Folder);

        Assert.False(await HoldsAsync(copy.Folder, key), "A file still holds the key.");
    }

    [Fact]
    public async Task Start_WhenThePowerWentAtAnyMomentOfTheAppend_ThenBothEventAndErasureOrNeither()
    {
        using var copy = new FolderCopy();
        await ForgetAsync(copy);
        var outcomes = new List<bool>();
        for (var length = copy.LogBytes; length >= 0; length -= CutBytes)
        {
            using var cut = copy.WithLogCutTo(length);
            await using var database = await TestDatabase.StartAsync(settings: [OnSqlite], folder: cut.Folder);
            var isForgotten = await WrappedKeyAsync(database, copy.User) is null;
            Assert.Equal(isForgotten ? 2 : 1, (await database.Log.ReadStreamAsync(copy.Stream)).Length);
            outcomes.Add(isForgotten);
        }

        Assert.Equal([true, false], outcomes.Distinct());
    }

    /// <summary>Lets a person be forgotten; the copy is taken after the commit, before anything else.</summary>
    private static async Task<byte[]> ForgetAsync(FolderCopy copy)
    {
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton<ICommitListener>(copy), [OnSqlite]);
        var (user, stream) = await RegisterAsync(database);
        var key = (await WrappedKeyAsync(database, user))!;

        // So that the write-ahead log holds nothing but the append that forgets.
        await database.Database.ScrubAsync(Erased.SubjectKeys);
        copy.Await(database.Folder, user, stream);
        await database.Log.MustAppendAsync(Sample.Append(stream, 1) with { Forget = [user.Value] });
        return key;
    }

    private static async Task<(UserId User, StreamName Stream)> RegisterAsync(TestDatabase database)
    {
        var user = new UserId(Guid.CreateVersion7());
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(
            new Append(TestCommands.By(user), [new StreamAppend(stream, 0, [Sample.Registered(user, "Ada")])]));
        return (user, stream);
    }

    private static async Task<byte[]?> WrappedKeyAsync(TestDatabase database, UserId user) =>
        (await database.Database.ReadAsync(
            new Statement(SelectKey, user.Value), row => row.GetFieldValue<byte[]>(0))).SingleOrDefault();

    private static async Task<bool> HoldsAsync(string folder, byte[] bytes)
    {
        foreach (var file in Directory.GetFiles(folder, "*.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            if (memory.ToArray().AsSpan().IndexOf(bytes) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>A data folder as it was at the commit of an append.</summary>
    private sealed class FolderCopy : ICommitListener, IDisposable
    {
        private const string Log = "taskmanagement.db-wal";

        private string? _source;

        public string Folder { get; } = Directory.CreateTempSubdirectory("taskmanagement-").FullName;

        public UserId User { get; private set; }

        public StreamName Stream { get; private set; }

        public long LogBytes => new FileInfo(Path.Combine(Folder, Log)).Length;

        /// <summary>Copies this folder at the next commit.</summary>
        public void Await(string folder, UserId user, StreamName stream) =>
            (_source, User, Stream) = (folder, user, stream);

        public void Committed(ImmutableArray<EventBatch> batches)
        {
            if (Interlocked.Exchange(ref _source, null) is { } source)
                Copy(source, Folder);
        }

        /// <summary>A copy in which only the first bytes of the write-ahead log have reached the disk.</summary>
        public FolderCopy WithLogCutTo(long length)
        {
            var cut = new FolderCopy();
            Copy(Folder, cut.Folder);
            using var log = new FileStream(Path.Combine(cut.Folder, Log), FileMode.Open);
            log.SetLength(length);
            return cut;
        }

        /// <summary>A database that was opened in the folder has taken it away with itself.</summary>
        public void Dispose()
        {
            if (Directory.Exists(Folder))
                Directory.Delete(Folder, recursive: true);
        }

        private static void Copy(string from, string to)
        {
            Directory.CreateDirectory(Path.Combine(to, "keys"));
            foreach (var name in new[] { "taskmanagement.db", Log, Path.Combine("keys", "master.key") })
            {
                using var source = new FileStream(
                    Path.Combine(from, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var target = new FileStream(Path.Combine(to, name), FileMode.Create);
                source.CopyTo(target);
            }
        }
    }
}
