using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Queries.Filters;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using Xunit.Abstractions;
using static TaskManagement.Tasks.Tests.Queries.ReadModel;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries.Filters;

public sealed class FilterPropertyTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Tasks = 80;
    private const int Filters = 600;
    private const string Zone = "America/New_York";

    private static readonly ListId Other = new(DerivedId.FromParts("list", "other"));
    private static readonly ListId Hidden = new(DerivedId.FromParts("list", "hidden"));
    private static readonly LabelId Review = new(DerivedId.FromParts("label", "review"));

    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("FILTER_SEED"), out var seed)
        ? seed
        : Random.Shared.Next();

    private ReadModel _model = null!;

    public async Task InitializeAsync()
    {
        output.WriteLine($"FILTER_SEED={_seed}");
        _model = await StartAsync();
    }

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task Filter_WhenRun_ThenFindsWhatItMeans()
    {
        var random = new Random(_seed);
        var tasks = await FillAsync(random);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var evaluator = new FilterEvaluator(Ann, _model.Clock.GetUtcNow(), zone, _model.Handles, _model.ListStates);
        var filters = new RandomFilters(random);
        var hits = 0;
        for (var i = 0; i < Filters; i++)
        {
            var node = filters.Next();
            var query = Anything with { Filter = FilterPrinter.Print(node), TimeZone = Zone, Archived = null };
            var found = await _model.AskAsync(query);
            Assert.True(found.Succeeded, $"{query.Filter}: {found.Refusal?.Message}");
            var expected = tasks.Where(task => evaluator.Holds(node, task)).ToList();
            Assert.True(
                expected.Select(task => task.Id).ToHashSet().SetEquals(found.Value.Items.Select(item => item.Id)),
                $"FILTER_SEED={_seed}, {query.Filter}: expected "
                + $"{string.Join(", ", expected.Select(task => task.Title))}; found "
                + $"{string.Join(", ", found.Value.Items.Select(item => item.Title))}");
            hits += expected.Count;
        }

        Assert.InRange(hits, Filters, (Filters * Tasks) - Filters);
    }

    [Fact]
    public void Filter_WhenPrinted_ThenReadsAsTheSame()
    {
        var filters = new RandomFilters(new Random(_seed));
        for (var i = 0; i < 5_000; i++)
        {
            var node = filters.Next(depth: 5);
            var printed = FilterPrinter.Print(node);
            try
            {
                Assert.Equal(node, FilterParser.Parse(printed));
            }
            catch (FormatException fault) when (fault.Message.Contains("at most", StringComparison.Ordinal))
            {
                // It is longer than a filter may be; the next one will do.
            }
        }
    }

    /// <summary>Makes tasks.</summary>
    /// <returns>Those that the caller may see; the log alone knows when they last changed.</returns>
    private async Task<List<TaskState>> FillAsync(Random random)
    {
        Label[] labels = [new(Red, "red", "#ff0000"), new(Review, "Needs review", "#00ff00")];
        await _model.ApplyAsync(HomeId, new ListDetailsChanged(HomeId, new(Name: "x"), new(Name: "Home")));
        foreach (var label in labels)
            await _model.ApplyAsync(HomeId, new ListLabelAdded(HomeId, label));
        await _model.ApplyAsync(HomeId, new ListSectionAdded(HomeId, new Section(Doing, "Doing")));
        await _model.AddListAsync(Other, Ann);
        await _model.ApplyAsync(Other, new ListLabelAdded(Other, labels[1]));
        await _model.AddListAsync(Hidden, Ben);
        var tasks = new List<TaskState>();
        for (var i = 0; i < Tasks; i++)
            tasks.Add(await AddAsync(random));
        var items = (await _model.AskAsync(Anything with { Archived = null })).Value!.Items;
        return [.. tasks.Join(
            items, task => task.Id, item => item.Id, (task, item) => task with { UpdatedAt = item.UpdatedAt })];
    }

    private async Task<TaskState> AddAsync(Random random)
    {
        var list = Pick(random, HomeId, HomeId, Other, Hidden);
        var task = await _model.AddAsync(new CreateTask(
            list,
            list == HomeId && random.Next(2) == 0 ? Doing : null,
            Pick(random, "Buy milk", "Oat milk", "Die Größe", "Review 100%", "Needs review"),
            Pick(random, "", "milk buy oat", "bulk order"),
            Pick(random, Enum.GetValues<WorkStatus>()),
            random.Next(5),
            Date(random),
            Date(random),
            Pick(random, "Europe/Vienna", "Pacific/Auckland"),
            Pick(random, null, Ann, (UserId?)Ben),
            list == HomeId ? Pick<LabelId[]>(random, [], [Red], [Red, Review]) is var own ? [.. own] : [] : [Review],
            Pick(random, null, Attributes(random), (JsonText?)Attributes(random))));
        if (random.Next(3) == 0)
            task = await _model.ApplyAsync(
                task, CommentOnTaskAct.Decide(task, new CommentOnTask("needs review"), Context()).Events);
        return task;
    }

    private static JsonText Attributes(Random random) => new(Pick(
        random,
        """{"points":2}""",
        """{"points":2.5,"team":"red","due":"2026-03-03"}""",
        """{"points":"2","team":null}""",
        """{"points":-1,"team":"RED","due":"2026-03-05"}""",
        """{"points":true,"team":[1],"due":{"a":1}}"""));

    private static TaskDate? Date(Random random) => random.Next(3) switch
    {
        0 => null,
        1 => new TaskDate(Noon.AddHours(random.Next(-90, 90)), null),
        _ => new TaskDate(null, DateOnly.FromDateTime(Noon.DateTime).AddDays(random.Next(-4, 5))),
    };

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
