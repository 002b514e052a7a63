using System.Collections.Immutable;
using System.Text.Json;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using Xunit.Abstractions;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>Whatever is done, the past stays as it was recorded, and every act can be taken back.</summary>
[Collection(TasksCollection.Name)]
public sealed class PastPropertyTests(TasksCluster cluster, ITestOutputHelper output)
{
    private const int Acts = 150;

    private static readonly PageRequest All = new(PageRequest.LimitMax, null);

    public static TheoryData<int> Seeds { get; } =
        [.. Environment.GetEnvironmentVariable("ACTS_SEED") is { } seed
            ? [int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)]
            : Enumerable.Range(1, int.Parse(
                Environment.GetEnvironmentVariable("ACTS_SEEDS") ?? "4",
                System.Globalization.CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AsOf_WhenAnythingWasDone_ThenIsTheStateRecordedThen(int seed)
    {
        output.WriteLine($"ACTS_SEED={seed}");
        var acts = await RandomActs.StartAsync(cluster, seed);
        var recorded = new Dictionary<DateTimeOffset, ImmutableSortedDictionary<string, TaskItem>>();
        for (var i = 0; i < Acts; i++)
        {
            await (i % 4 == 3 ? acts.NextOfSeveralAsync() : acts.NextAsync());
            var states = await acts.StatesAsync();
            recorded[await acts.LastAsync()] = states;
        }

        foreach (var (at, states) in recorded)
        {
            foreach (var list in acts.Lists)
                Assert.Equal(Shown(states.Values, list.Id), Shown(await BoardAsync(acts, list.Id, at), list.Id));
            foreach (var (id, then) in await acts.StatesAsync(at))
                Assert.True(!states.ContainsKey(id) || Text(states[id]) == Text(then), $"seed {seed}: {id} at {at:O}");
        }

        var now = await acts.StatesAsync();
        Assert.NotEmpty(now);
        var page = Succeeded(await cluster.Queries.Tasks(acts.Ann, Everything));
        var rows = page.Items.OrderBy(task => $"{task.Id}", StringComparer.Ordinal);
        Assert.Equal(now.Values.Select(Text), rows.Select(row => Text(row with { Subtasks = null })));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    [Trait("Peer", "2")]
    public async Task Undo_WhenItFollowsAnyAct_ThenEveryTaskIsAsBefore(int seed)
    {
        output.WriteLine($"ACTS_SEED={seed}");
        var acts = await RandomActs.StartAsync(cluster, seed);
        var kept = 0;
        for (var i = 0; i < Acts; i++)
        {
            var before = await acts.StatesAsync();
            if (await acts.NextAsync() is not { } task)
                continue;
            var after = await acts.StatesAsync();
            if (Contents(before) == Contents(after))
                continue;

            var undone = await acts.TakeBackAsync(task);

            Assert.True(undone.Succeeded, $"seed {seed}, act {i}: {undone.Refusal?.Message}");
            Assert.Equal(Contents(before), Contents(await acts.StatesAsync()));
            var again = await acts.TakeBackAsync(task, undone.Value.Version);
            Assert.True(again.Succeeded, $"seed {seed}, act {i}, again: {again.Refusal?.Message}");
            Assert.Equal(Contents(after), Contents(await acts.StatesAsync()));
            kept++;
        }

        Assert.InRange(kept, Acts / 4, Acts);
    }

    private static TaskQuery Everything { get; } = new(
        null, null, null, null, null, null, null, null, "position", All);

    private async Task<IEnumerable<TaskItem>> BoardAsync(RandomActs acts, ListId list, DateTimeOffset at) =>
        Succeeded(await cluster.Queries.TasksAsOf(acts.Ann, list, at, All)).Items;

    private static string Shown(IEnumerable<TaskItem> tasks, ListId list) => string.Join(
        '\n',
        tasks.Where(task => task.ListId == list).OrderBy(task => $"{task.Id}", StringComparer.Ordinal).Select(Text));

    private static string Text(TaskItem task) => JsonSerializer.Serialize(task);

    /// <summary>What people mean by it: not its version, nor which of its relations came first.</summary>
    private static string Contents(ImmutableSortedDictionary<string, TaskItem> tasks) => string.Join(
        '\n',
        tasks.Values.Select(task => Text(task with
        {
            Version = 0, UpdatedAt = default, Relations = [.. task.Relations.OrderBy(one => $"{one}")],
        })));
}
