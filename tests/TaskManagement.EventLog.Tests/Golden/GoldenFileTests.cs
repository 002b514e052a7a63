using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Golden;

/// <summary>
/// The log outlives the code: what any release has written, every later one reads. Each event type has a file with the
/// JSON of a fixed sample. A file never changes, and none goes away; a new shape has a new name, a new file, and an
/// upcaster from the old one.
/// To add the file of a new type, run these tests once with the environment variable GOLDEN_WRITE=1.
/// </summary>
public sealed class GoldenFileTests
{
    private const string HashList = "golden.sha256";

    private static readonly bool Writes = Environment.GetEnvironmentVariable("GOLDEN_WRITE") == "1";

    /// <summary>A type's name; with this after it, the sample that has the members that came later too.</summary>
    private const string WithOptions = ".options";

    public static TheoryData<string> Types { get; } =
    [
        .. new EventTypes(typeof(IDomainEvent).Assembly).Names,
        .. OptionalGoldenSamples.All.Select(
            sample => new EventTypes(typeof(IDomainEvent).Assembly).NameOf(sample) + WithOptions),
    ];

    [Fact]
    public void Samples_WhenListed_ThenOneOfEveryType()
    {
        var types = new EventTypes(typeof(IDomainEvent).Assembly);

        Assert.Equal(types.Names.Order(), GoldenSamples.All.Select(types.NameOf).Order());
    }

    [Fact]
    public void Samples_WhenMembersAreLeftOutByDefault_ThenOneHasThemAll()
    {
        var optional =
            from type in typeof(IDomainEvent).Assembly.GetTypes()
            where type.IsAssignableTo(typeof(IDomainEvent)) || type.Name is nameof(ListDetails) or nameof(TaskDetails)
            from member in type.GetProperties()
            where member.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: not JsonIgnoreCondition.Always }
            select $"{type.Name}.{member.Name}";

        Assert.Equal(optional.Order(), OptionalGoldenSamples.All.SelectMany(Told).Distinct().Order());

        static IEnumerable<string> Told(object told) =>
            from member in told.GetType().GetProperties()
            let value = member.GetValue(told)
            from name in value is ListDetails or TaskDetails
                ? Told(value)
                : member.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: not JsonIgnoreCondition.Always }
                    && Says(value)
                        ? [$"{told.GetType().Name}.{member.Name}"]
                        : Array.Empty<string>()
            select name;

        static bool Says(object? value) =>
            value is not null && (value is not ValueType || !value.Equals(Activator.CreateInstance(value.GetType())));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Encode_WhenSample_ThenTheGoldenFileByteForByte(string type)
    {
        await using var database = await StartAsync();
        var encoded = await database.Services.GetRequiredService<EventCodec>().EncodeAsync(Sample(type));

        if (Writes && !File.Exists(PathOf(type)))
            Write(type, encoded.Data);

        Assert.True(File.Exists(PathOf(type)), $"{PathOf(type)} is missing. Run this once with GOLDEN_WRITE=1.");
        Assert.Equal(Read(type), encoded.Data);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Decode_WhenGoldenFile_ThenTheSample(string type)
    {
        await using var database = await StartAsync();
        var name = type.Replace(WithOptions, "", StringComparison.Ordinal);
        var stored = new StoredEvent(0, 1, "golden", 1, name, Read(type), Guid.Empty, null, "api", null, default);

        var recorded = await database.Services.GetRequiredService<EventCodec>().DecodeAsync(stored);

        Assert.Equal(Plain(Sample(type)), Plain(recorded.Event));
    }

    [Fact]
    public void Files_WhenHashed_ThenAllAreListedAndNoneHasChanged()
    {
        var listed = File.ReadAllLines(Path.Combine(Folder(), HashList))
            .Select(line => line.Split("  ")).ToDictionary(parts => parts[1], parts => parts[0]);

        foreach (var (name, hash) in listed)
        {
            var file = Path.Combine(Folder(), name);
            Assert.True(File.Exists(file), $"{name} is gone. What a release has written must stay readable.");
            Assert.True(Hash(file) == hash, $"{name} has changed. Give the new shape a new name and an upcaster.");
        }

        Assert.Equal(Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileName).Order(), listed.Keys.Order());
    }

    private static IDomainEvent Sample(string type)
    {
        var types = new EventTypes(typeof(IDomainEvent).Assembly);
        return type.EndsWith(WithOptions, StringComparison.Ordinal)
            ? OptionalGoldenSamples.All.Single(sample => types.NameOf(sample) + WithOptions == type)
            : GoldenSamples.All.Single(sample => types.NameOf(sample) == type);
    }

    /// <summary>Equality by content: records compare their arrays by reference.</summary>
    private static string Plain(IDomainEvent @event) =>
        $"{@event.GetType()} {JsonSerializer.Serialize(@event, @event.GetType())}";

    /// <summary>A log whose keys, nonces and salts are always the same.</summary>
    private static async Task<TestDatabase> StartAsync()
    {
        var key = Enumerable.Repeat((byte)7, 32).ToArray();
        var database = await TestDatabase.StartAsync(
            services => services.AddSingleton<IRandomBytes>(new ConstantBytes()),
            [new("Storage:MasterKey", Convert.ToBase64String(key))]);
        const string Insert = "INSERT INTO subject_keys (subject, wrapped_key) VALUES (@p0, @p1)";
        await database.Database.WriteAsync([.. GoldenSamples.Persons.Select(person =>
            new Statement(Insert, person, database.MasterKey.Wrap(SubjectKeys.Purpose(person), key)))]);
        return database;
    }

    private static void Write(string type, string data)
    {
        File.WriteAllText(PathOf(type), data + "\n");
        File.AppendAllText(Path.Combine(Folder(), HashList), $"{Hash(PathOf(type))}  {type}.json\n");
    }

    private static string Read(string type) => File.ReadAllText(PathOf(type)).TrimEnd('\n');

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static string PathOf(string type) => Path.Combine(Folder(), type + ".json");

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskManagement.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run within the repository.");
        return Path.Combine(folder.FullName, "tests", "TaskManagement.EventLog.Tests", "Golden");
    }

    private sealed class ConstantBytes : IRandomBytes
    {
        public void Fill(Span<byte> bytes) => bytes.Fill(1);
    }
}
