using System.Text.RegularExpressions;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Projects;

public sealed partial class PackageTests
{
    private const string OrleansPrefix = "Microsoft.Orleans.";
    private const string OrleansCondition = "'$(GrainEngine)' == 'Orleans'";

    private static readonly IReadOnlyList<ProjectFile> Projects = [.. ProjectFile.All, ProjectFile.Common];

    private static readonly HashSet<string> Referenced =
        [.. Projects.SelectMany(project => project.Packages).Select(package => package.Id)];

    [Fact]
    public void Readme_WhenItListsPackages_ThenListsThoseReferenced()
    {
        var listed = Listed(Repository.Read("README.md"));
        var missing = Referenced.Where(id => !listed.Any(name => Covers(name, id))).Select(id => new Finding(
            "README.md", 0, $"{id} is referenced; give it a row under Dependencies: what for, and why this one"));
        var stale = listed.Where(name => !Referenced.Any(id => Covers(name, id))).Select(name => new Finding(
            "README.md", 0, $"{name} stands under Dependencies and is referenced nowhere; remove the row"));
        Findings.AssertNone(missing.Concat(stale));
    }

    [Fact]
    public void Versions_WhenListed_ThenAreOfPackagesInUse() => Findings.AssertNone(
        ProjectFile.Versions.VersionedPackages
            .Where(package => !IsOrleans(package) && !Referenced.Contains(package.Id))
            .Select(package =>
                ProjectFile.Versions.Because($"no project references {package.Id}; remove its version")));

    [Fact]
    public void Orleans_WhenReferenced_ThenOnlyWhereItIsTheEngine()
    {
        var uses = Projects.Append(ProjectFile.Versions)
            .SelectMany(project => project.Packages.Concat(project.VersionedPackages), (project, use) => (project, use))
            .Where(found => IsOrleans(found.use));
        Findings.AssertNone(uses
            .Where(found => !found.use.Condition.Contains(OrleansCondition, StringComparison.Ordinal))
            .Select(found => found.project.Because($"{found.use.Id} wants the condition {OrleansCondition}")));
    }

    private static bool IsOrleans(PackageUse package) =>
        package.Id.StartsWith(OrleansPrefix, StringComparison.Ordinal);

    /// <summary>The names in backticks in the first cells of the table under "Dependencies".</summary>
    private static List<string> Listed(string readme) =>
    [
        .. readme.Split('\n')
            .SkipWhile(line => line != "## Dependencies").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Name().Matches(line.Split('|')[1]))
            .Select(match => match.Groups["name"].Value),
    ];

    /// <summary>A name that ends in an asterisk stands for all packages that begin so.</summary>
    private static bool Covers(string name, string id) =>
        name == id || (name.EndsWith('*') && id.StartsWith(name[..^1], StringComparison.Ordinal));

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
