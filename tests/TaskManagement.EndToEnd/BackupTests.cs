using System.Collections.Concurrent;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EndToEnd;

/// <summary>A backup that is taken while the server is serving.</summary>
public sealed class BackupTests
{
    private const int BackupsMax = 5;
    private const int Writers = 16;
    private const int TasksBefore = 200;
    private const int TasksAfter = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Backup_WhileTheServerIsWritten_ThenHoldsAllThatWasAcknowledgedBefore()
    {
        using var data = new DataFolder();
        using var elsewhere = new DataFolder();
        var restored = Path.Combine(elsewhere.Path, "restored");
        await using var server = await ServerProcess.StartAsync(data.Path);
        using var owner = await Account.RegisterAsync(server, "owner");
        var list = (await owner.Http.PostJsonAsync("/api/v1/lists", new { name = "Busy" })).Id();
        var acknowledged = new ConcurrentDictionary<string, string>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync(owner.Http, list, acknowledged, stop.Token));
        var writing = Task.WhenAll(writers.ToArray());
        await ReachAsync(acknowledged, TasksBefore);

        var (file, before) = await BackUpAsync(data.Path, elsewhere.Path, acknowledged);
        await ReachAsync(acknowledged, acknowledged.Count + TasksAfter);
        await stop.CancelAsync();
        await writing;

        await AdminCommand.RunAsync("restore", "--from", file, "--path", restored);
        await using var again = await ServerProcess.StartAsync(restored);
        await owner.ReconnectAsync(again);
        var titles = (await owner.Http.GetAllAsync($"/api/v1/lists/{list}/tasks"))
            .ToDictionary(task => task.Id(), task => task.GetProperty("title").GetString());
        Assert.All(before, task => Assert.Equal(task.Value, titles[task.Key]));
        Assert.InRange(titles.Count, before.Length, acknowledged.Count - 1);
        await owner.Http.PostJsonAsync($"/api/v1/lists/{list}/tasks", new { title = "And on it goes" });
        var check = await AdminCommand.RunAsync("verify", $"sqlite:{restored}");
        Assert.Contains("is whole", check, StringComparison.Ordinal);
    }

    /// <summary>
    /// A backup during which something was written. A machine that is busy elsewhere may write nothing for as long as
    /// one takes; then another one is taken.
    /// </summary>
    private static async Task<(string File, KeyValuePair<string, string>[] Before)> BackUpAsync(
        string data, string folder, ConcurrentDictionary<string, string> acknowledged)
    {
        for (var attempt = 1; attempt <= BackupsMax; attempt++)
        {
            var file = Path.Combine(folder, $"backup-{attempt}.tar");
            var before = acknowledged.ToArray();
            await AdminCommand.RunAsync("backup", "--path", data, "--out", file, "--with-master-key");
            if (acknowledged.Count > before.Length)
                return (file, before);
        }

        throw new InvalidOperationException($"Nothing was written while any of {BackupsMax} backups was taken.");
    }

    private static Task ReachAsync(ConcurrentDictionary<string, string> acknowledged, int count) =>
        Eventually.HoldsAsync(() => acknowledged.Count >= count, $"{count} tasks are acknowledged", Patience);

    private static async Task WriteAsync(
        HttpClient http, string list, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var title = $"Task {Guid.NewGuid()}";
            acknowledged[(await http.PostJsonAsync($"/api/v1/lists/{list}/tasks", new { title })).Id()] = title;
        }
    }
}
