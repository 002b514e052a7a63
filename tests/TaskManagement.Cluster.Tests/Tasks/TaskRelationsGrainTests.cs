using TaskManagement.Contracts.Tasks;
using TaskManagement.TestKit;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

[Collection(TasksCollection.Name)]
[Trait("Peer", "23")]
public sealed class TaskRelationsGrainTests(TasksCluster cluster)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Relate_WhenManyEdgesComeAtOnce_ThenNoCircleAndBothSidesAgree(int seed)
    {
        var chance = new Random(seed);
        var ann = await cluster.PersonAsync("ann");
        var list = (await cluster.ListAsync(ann)).Id;
        var tasks = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => cluster.TaskAsync(ann, list, $"{i}")));
        var edges = Enumerable.Range(0, 60)
            .Select(_ => (From: tasks[chance.Next(8)].Id, To: tasks[chance.Next(8)].Id))
            .Where(edge => edge.From != edge.To)
            .ToArray();
        var grain = cluster.Grains.GetGrain<ITaskRelationsGrain>(list.Value);

        var results = await Task.WhenAll(edges.Select(edge => grain.Act(
            TestCommands.By(ann), edge.From, new RelateTask(RelationKind.Blocks, edge.To))));

        var states = await Task.WhenAll(tasks.Select(
            async task => Succeeded(await cluster.Task(task.Id).Get(ann, null))));
        var related = states
            .SelectMany(task => task.Relations.Select(one => (task.Id, one.Kind, Other: one.TaskId)))
            .ToHashSet();
        Assert.All(related, one => Assert.Contains(
            (one.Other, one.Kind == RelationKind.Blocks ? RelationKind.BlockedBy : RelationKind.Blocks, one.Id),
            related));
        Assert.Equal(
            edges.Zip(results).Where(pair => pair.Second.Succeeded).Select(pair => pair.First).Distinct().Count(),
            related.Count(one => one.Kind == RelationKind.Blocks));
        Assert.All(
            results.Where(result => !result.Succeeded), result => Assert.Equal("relation_cycle", result.Refusal!.Code));
        var open = related.Where(one => one.Kind == RelationKind.Blocks).Select(one => (one.Id, one.Other)).ToList();
        for (var before = -1; before != open.Count;)
        {
            before = open.Count;
            var waiting = open.Select(edge => edge.Other).ToHashSet();
            open = [.. open.Where(edge => waiting.Contains(edge.Id))];
        }

        Assert.True(open.Count == 0, $"seed {seed}: a circle among {string.Join(", ", open)}");
    }

    [Fact]
    public async Task Relate_WhenTheTasksAreWrittenAtTheSameTime_ThenNothingIsLost()
    {
        var ann = await cluster.PersonAsync("ann");
        var list = (await cluster.ListAsync(ann)).Id;
        var (one, two) = (await cluster.TaskAsync(ann, list), await cluster.TaskAsync(ann, list));
        var grain = cluster.Grains.GetGrain<ITaskRelationsGrain>(list.Value);
        var context = TestCommands.By(ann);
        var patches = Enumerable.Range(0, 5)
            .Select(i => cluster.Task(two.Id).Act(TestCommands.By(ann), Titled($"{i}")))
            .ToArray();
        var command = new RelateTask(RelationKind.Duplicates, two.Id);

        var first = await grain.Act(context, one.Id, command);
        Assert.All(await Task.WhenAll(patches), patch => Assert.True(patch.Succeeded, patch.Refusal?.Message));

        if (!first.Succeeded)
            Assert.Equal("too_many_conflicts", first.Refusal.Code);
        var again = Succeeded(await grain.Act(context, one.Id, command));
        Assert.Equal(new TaskRelation(RelationKind.Duplicates, two.Id), Assert.Single(again.Relations));
        var other = Succeeded(await cluster.Task(two.Id).Get(ann, null));
        Assert.Equal(
            (7, RelationKind.DuplicatedBy), (other.Version, Assert.Single(other.Relations).Kind));
    }
}
