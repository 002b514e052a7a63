using System.Text.Json;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Projects;

public sealed class RepositoryTests
{
    [Theory]
    [InlineData(".editorconfig")]
    [InlineData(".gitattributes")]
    [InlineData(".gitignore")]
    [InlineData("global.json")]
    [InlineData("LICENSE")]
    [InlineData("README.md")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Packages.props")]
    [InlineData(".ci/run")]
    public void Repository_WhenCloned_ThenHasTheFile(string path) =>
        Assert.True(GitIndex.Contains(path), $"{path} is not committed.");

    [Fact]
    public void Projects_WhenRestored_ThenHaveCommittedLockFiles() => Findings.AssertNone(
        from project in ProjectFile.All
        let lockFile = $"{Path.GetDirectoryName(project.Path)!.Replace('\\', '/')}/packages.lock.json"
        where !GitIndex.Contains(lockFile)
        select project.Because($"restore it with the default engine and commit {lockFile}"));

    [Fact]
    public void Licence_WhenRead_ThenIsMit() =>
        Assert.StartsWith("MIT License", Repository.Read("LICENSE"), StringComparison.Ordinal);

    [Fact]
    public void Sdk_WhenNewerOneIsInstalled_ThenRollsForward()
    {
        using var json = JsonDocument.Parse(Repository.Read("global.json"));
        var policy = json.RootElement.GetProperty("sdk").GetProperty("rollForward").GetString();
        Assert.StartsWith("latest", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nullable", "enable")]
    [InlineData("TreatWarningsAsErrors", "true")]
    [InlineData("RestorePackagesWithLockFile", "true")]
    [InlineData("EnforceCodeStyleInBuild", "true")]
    public void Projects_WhenBuilt_ThenShareTheStrictSettings(string property, string value)
    {
        Assert.Equal(value, ProjectFile.Common.Property(property));
        Findings.AssertNone(ProjectFile.All
            .Where(project => project.Property(property) is not null)
            .Select(project => project.Because($"sets {property} itself; leave it to Directory.Build.props")));
    }
}
