using System.Text.Json;
using TaskManagement.Benchmarks.Imports;

namespace TaskManagement.Benchmarks.Lists;

/// <summary>A list with a number of tasks, and what a client does in it.</summary>
internal sealed class FilledList
{
    private const int PageTasks = 50;
    private const int TouchedTasks = 50;

    private readonly ApiClient _client;
    private readonly string _tasksPath;
    private string[] _touched = [];
    private string? _middle;
    private int _asked;

    private FilledList(ApiClient client, string list) =>
        (_client, _tasksPath) = (client, $"lists/{list}/tasks?limit={PageTasks}");

    public static async Task<FilledList> MakeAsync(ApiClient client, int tasks)
    {
        var list = new FilledList(client, await client.ImportAsync(TrelloExport.Of(tasks, tasks)));
        await list.WalkAsync(tasks / 2);
        return list;
    }

    /// <summary>Until each of the tasks that are touched is in memory.</summary>
    public async Task WarmAsync(Func<FilledList, Task> ask)
    {
        for (var i = 0; i < TouchedTasks; i++)
            await ask(this);
    }

    public Task PageAsync() => RequireFullAsync(_tasksPath);

    public Task MiddlePageAsync() => RequireFullAsync($"{_tasksPath}&cursor={_middle}");

    /// <summary>Puts a task behind another one.</summary>
    public Task MoveAsync()
    {
        var task = _asked++ % _touched.Length;
        var after = (task + (TouchedTasks / 2)) % _touched.Length;
        return _client.PostAsync($"tasks/{_touched[task]}/move", new { after = _touched[after] });
    }

    public Task PatchAsync()
    {
        var task = _touched[_asked++ % _touched.Length];
        return _client.PatchAsync($"tasks/{task}", new { title = $"Renamed {_asked}", priority = _asked % 5 });
    }

    /// <summary>Pages up to the middle; the page before it is of the tasks that are touched.</summary>
    private async Task WalkAsync(int half)
    {
        for (var passed = 0; passed < half; passed += PageTasks)
        {
            var page = await _client.GetAsync(_middle is null ? _tasksPath : $"{_tasksPath}&cursor={_middle}");
            _touched = [.. page.GetProperty("items").EnumerateArray().Select(Id)];
            _middle = Uri.EscapeDataString(page.GetProperty("nextCursor").GetString()!);
        }
    }

    private async Task RequireFullAsync(string path)
    {
        var items = (await _client.GetAsync(path)).GetProperty("items").GetArrayLength();
        if (items != PageTasks)
            throw new InvalidOperationException($"The page has {items} tasks.");
    }

    private static string Id(JsonElement task) => task.GetProperty("id").GetString()!;
}
