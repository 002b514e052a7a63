using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Tests.Copying;

namespace TaskManagement.Admin.Tests;

/// <summary>What cannot be done is told in one line with the fix.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("sqlite:does-not-exist", "There is no folder")]
    [InlineData("data", "An address of data is 'sqlite:<data folder>'")]
    [InlineData("sqlite:", "An address of data is 'sqlite:<data folder>'")]
    [InlineData("postgresql:Password=secret", "does not say where PostgreSQL is")]
    [InlineData("postgresql:secret", "does not say where PostgreSQL is")]
    [InlineData("postgresql:Host=127.0.0.1;Port=1;Database=none;Username=nobody;Password=secret", "cannot be reached")]
    public async Task Command_WhenTheAddressIsWrong_ThenSaysWhyWithoutItsPassword(string address, string expected)
    {
        var error = await AdminRun.RefusedAsync("verify", address);

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WhenTheFolderHoldsNoDatabase_ThenSaysSo()
    {
        using var folder = new Target();

        Assert.Contains("holds no taskmanagement.db", await AdminRun.RefusedAsync("verify", folder.Address),
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Command_WhenTheDatabaseIsNoDatabase_ThenSaysSo()
    {
        using var folder = new Target();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "taskmanagement.db"), new string('x', 5000));

        Assert.Contains("is damaged", await AdminRun.RefusedAsync("verify", folder.Address), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Command_WhenNoServerHasEverStartedOnTheDatabase_ThenSaysSo()
    {
        var address = $"postgresql:{await Target.DatabaseAsync()}";
        using var folder = new Target();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "taskmanagement.db"), []);
        string[][] commands =
        [
            ["verify", address],
            ["copy", "--from", address, "--to", folder.Address],
            ["verify", folder.Address],
            ["copy", "--from", folder.Address, "--to", address],
            ["backup", "--path", folder.Path, "--out", Path.Combine(folder.Path, "backup.tar")],
        ];

        foreach (var command in commands)
        {
            Assert.Contains(
                "holds no data of TaskManagement", await AdminRun.RefusedAsync(command), StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task Command_WhenThePasswordIsWrong_ThenSaysSo()
    {
        var connection = await Target.DatabaseAsync();

        var error = await AdminRun.RefusedAsync("verify", $"postgresql:{connection};Password=another");

        Assert.Contains("Correct Username and Password in the connection string", error, StringComparison.Ordinal);
        Assert.DoesNotContain("another", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("copy", "--from", "sqlite:a")]
    [InlineData("copy", "--from", "sqlite:a", "--to", "sqlite:b", "--partitions", "0")]
    [InlineData("copy", "--from", "sqlite:a", "--to", "sqlite:b", "--batch-rows", "many")]
    [InlineData("backup", "--path", "a", "--out", "b", "--quickly")]
    [InlineData("destroy")]
    public async Task Command_WhenItsOptionsAreWrong_ThenFailsAndSaysWhich(params string[] args)
    {
        var run = await AdminRun.OfAsync(args);

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public void Operations_WhenReleaseHasATable_ThenSayWhetherItFollowsFromTheLog()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskManagement.sln")))
            folder = folder.Parent!;
        var rows = File.ReadLines(Path.Combine(folder.FullName, "docs", "operations.md"))
            .SkipWhile(line => line != "### What follows from the log")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith('|'))
            .ToArray();

        foreach (var table in ReleaseSchema.Tables)
            Assert.Single(rows, row => row.Contains($"`{table.Name}`", StringComparison.Ordinal));
    }
}
