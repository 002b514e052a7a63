using System.Net;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EndToEnd;

/// <summary>
/// Two builds on the same data: a later one that knows a further schema (TaskManagement.NextRelease), and this one
/// again after it, as when an upgrade is taken back.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private const string Contracts = "--NextRelease:Contracts=true";

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public Task Start_WhenALaterBuildHasExpandedSqlite_ThenThisOneServesOnWithAllThatBothWrote() =>
        ServesOnAsync([]);

    [PostgresFact]
    public async Task Start_WhenALaterBuildHasExpandedPostgreSql_ThenThisOneServesOnWithAllThatBothWrote() =>
        await ServesOnAsync(await PostgreSqlTests.SettingsAsync(await PostgresServer.SharedAsync()));

    [Fact]
    public Task Start_WhenALaterBuildHasContractedSqlite_ThenThisOneRefusesAndThatOneServesOn() =>
        RefusesAsync([]);

    [PostgresFact]
    public async Task Start_WhenALaterBuildHasContractedPostgreSql_ThenThisOneRefusesAndThatOneServesOn() =>
        await RefusesAsync(await PostgreSqlTests.SettingsAsync(await PostgresServer.SharedAsync()));

    private async Task ServesOnAsync(string[] settings)
    {
        using var board = await BeginAsync(settings);
        await using (var later = await ServerProcess.StartLaterBuildAsync(_data.Path, settings))
            await board.ContinueAsync(later, "later");

        await using (var present = await ServerProcess.StartAsync(_data.Path, settings))
            await board.ContinueAsync(present, "taken back");

        await using var again = await ServerProcess.StartLaterBuildAsync(_data.Path, settings);
        await board.ContinueAsync(again, "upgraded again");
    }

    private async Task RefusesAsync(string[] settings)
    {
        using var board = await BeginAsync(settings);
        await using (var later = await ServerProcess.StartLaterBuildAsync(_data.Path, [.. settings, Contracts]))
            await board.ContinueAsync(later, "contracted");
        var before = FolderDigests.Of(_data.Path);

        var (exitCode, output) = await ServerProcess.RefuseAsync(_data.Path, settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("The tables of 'tasks' have version", output, StringComparison.Ordinal);
        Assert.Contains("A later release has been here: run that one or a newer one", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(before, FolderDigests.Of(_data.Path));
        await using var again = await ServerProcess.StartLaterBuildAsync(_data.Path, [.. settings, Contracts]);
        await board.ContinueAsync(again, "contracted still");
    }

    /// <summary>A list with a task, made by this build.</summary>
    private async Task<Board> BeginAsync(string[] settings)
    {
        await using var present = await ServerProcess.StartAsync(_data.Path, settings);
        var owner = await Account.RegisterAsync(present, "owner");
        var list = (await owner.Http.PostJsonAsync("/api/v1/lists", new { name = "Home" })).Id();
        var board = new Board(owner, list);
        await board.AddAsync("present");
        Assert.Equal(0, await present.StopAsync());
        return board;
    }

    /// <summary>A list that one server after the other writes to.</summary>
    private sealed class Board(Account owner, string list) : IDisposable
    {
        private readonly List<string> _titles = [];

        private string Tasks => $"/api/v1/lists/{list}/tasks";

        public void Dispose() => owner.Dispose();

        /// <summary>Adds a task.</summary>
        public async Task AddAsync(string title)
        {
            await owner.Http.PostJsonAsync(Tasks, new { title });
            _titles.Add(title);
        }

        /// <summary>
        /// Sees on this server what the ones before it wrote, changes it, adds to it, and stops the server.
        /// </summary>
        public async Task ContinueAsync(ServerProcess server, string title)
        {
            await owner.ReconnectAsync(server);
            var found = await owner.Http.GetAllAsync(Tasks);
            Assert.Equal(_titles.Order(), found.Select(task => task.GetProperty("title").GetString()).Order());
            foreach (var task in found.Where(task => task.GetProperty("status").GetString() != "done"))
                await owner.Http.PostJsonAsync($"/api/v1/tasks/{task.Id()}/complete");
            await AddAsync(title);
            Assert.Equal(0, await server.StopAsync());
        }
    }
}
