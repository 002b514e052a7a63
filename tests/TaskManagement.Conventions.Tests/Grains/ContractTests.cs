using System.Security.Cryptography;
using TaskManagement.Contracts.Events;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

public sealed class ContractTests
{
    private const string Golden = "tests/TaskManagement.EventLog.Tests/Golden";

    [Fact]
    public void GrainContracts_WhenCompared_ThenAreAsReviewed() => ReviewedText.AssertUnchanged(
        "grain-contracts.txt",
        ContractText.Of(ProductTypes.All),
        "Builds that differ in this run beside each other during an upgrade: add at the end, never reorder or rename.");

    [Fact]
    public void Events_WhenCompared_ThenAreAsReviewed() => ReviewedText.AssertUnchanged(
        "events.txt",
        EventText.Lines(),
        "The log outlives the code: a changed shape is a new version (….v2) with an upcaster beside the old one.");

    [Fact]
    public void Events_WhenDeclared_ThenHaveAFrozenName() => Findings.AssertNone(
        from type in ProductTypes.All
        where type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDomainEvent))
        where type.Namespace!.StartsWith("TaskManagement.Contracts", StringComparison.Ordinal)
        where !EventText.Types.Values.Contains(type)
        select type.Because("give it [EventType(\"context.event.v1\")]"));

    [Fact]
    public void Events_WhenDeclared_ThenAreSealedRecordsOfAClosedHierarchy() => Findings.AssertNone(
        from type in EventText.Types.Values
        where !type.IsSealed || type.BaseType is not { IsAbstract: true }
        select type.Because("make it a sealed record of its stream's abstract one"));

    [Fact]
    public void Events_WhenStored_ThenHaveAGoldenFile() => Findings.AssertNone(
        from name in EventText.Types.Keys
        where !Repository.Has($"{Golden}/{name}.json")
        select new Finding(Golden, 0, $"there is no {name}.json; store the JSON that the log writes today"));

    [Fact]
    public void GoldenFiles_WhenHashed_ThenAreAsListed()
    {
        var listed = Repository.Read($"{Golden}/golden.sha256").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(columns => columns[1].TrimStart('*'), columns => columns[0]);
        var files = Repository.Files
            .Where(path => path.StartsWith(Golden + "/", StringComparison.Ordinal)
                && path.EndsWith(".json", StringComparison.Ordinal))
            .ToDictionary(path => path[(Golden.Length + 1)..], Hash);
        var changed = files.Where(file => listed.GetValueOrDefault(file.Key) != file.Value).Select(file => new Finding(
            $"{Golden}/{file.Key}", 0,
                "is new or was changed: a golden file never changes, a new one is listed in golden.sha256"));
        var gone = listed.Keys.Except(files.Keys).Select(name => new Finding(
            $"{Golden}/golden.sha256", 0, $"lists {name}, which is gone; events of that shape still lie in logs"));
        Findings.AssertNone(changed.Concat(gone));
    }

    private static string Hash(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.Absolute(path))));
}
