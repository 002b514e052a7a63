using System.Collections.Immutable;
using FsCheck;
using FsCheck.Xunit;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Relations;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Properties;

/// <summary>Random graphs, against a closure that is computed the plain way.</summary>
[Trait("Peer", "23")]
public sealed class TaskOrderPropertyTests
{
    private const int Tasks = 9;

    private static readonly ImmutableArray<TaskId> All =
        [.. Enumerable.Range(0, Tasks).Select(index => new TaskId(DerivedId.FromParts("task", $"{index}")))];

    [Property(MaxTest = 1_000, StartSize = 20, EndSize = 120)]
    public void Blocks_WhenEdgesComeAndGo_ThenAWayIsFoundWhereThereIsOneAndNoCircleComesAbout(
        ImmutableArray<(byte From, byte To, bool Removes)> steps)
    {
        var order = TaskOrder.Empty;
        var edges = new HashSet<(TaskId From, TaskId To)>();
        foreach (var step in steps)
        {
            var (from, to) = (All[step.From % Tasks], All[step.To % Tasks]);
            if (step.Removes && edges.Remove((from, to)))
                order = order.Evolve(new TaskOrderEdgeRemoved(HomeId, RelationKind.Blocks, from, to));
            if (step.Removes || from == to)
                continue;
            var back = order.BlockingWay(to, from);
            Assert.Equal(Reaches(edges, to, from), !back.IsEmpty);
            Assert.All(back.Zip(back.Skip(1)), edge => Assert.Contains(edge, edges));
            if (back.IsEmpty && edges.Add((from, to)))
                order = order.Evolve(new TaskOrderEdgeAdded(HomeId, RelationKind.Blocks, from, to));
            Assert.All(All, task => Assert.False(Reaches(edges, task, task), $"{task} blocks itself"));
        }
    }

    [Property(MaxTest = 1_000, StartSize = 20, EndSize = 120)]
    public void Parents_WhenTasksArePlacedAnywhere_ThenAncestryAndLevelsAreThoseOfTheTree(
        ImmutableArray<(byte Child, byte Parent)> steps)
    {
        var order = TaskOrder.Empty;
        var parents = new Dictionary<TaskId, TaskId>();
        foreach (var step in steps)
        {
            var (child, parent) = (All[step.Child % Tasks], All[step.Parent % Tasks]);
            if (order.Ancestry(parent).Contains(child))
                continue;
            if (parents.Remove(child, out var old))
                order = order.Evolve(new TaskOrderEdgeRemoved(HomeId, RelationKind.Subtask, old, child));
            parents[child] = parent;
            order = order.Evolve(new TaskOrderEdgeAdded(HomeId, RelationKind.Subtask, parent, child));

            Assert.All(All, task => Assert.Equal(AncestryOf(parents, task), order.Ancestry(task)));
            Assert.All(All, task => Assert.Equal(LevelsOf(parents, task), order.Levels(task)));
        }
    }

    private static bool Reaches(HashSet<(TaskId From, TaskId To)> edges, TaskId from, TaskId to)
    {
        HashSet<TaskId> reached = [];
        HashSet<TaskId> front = [from];
        while (front.Count > 0)
        {
            front = [.. edges.Where(edge => front.Contains(edge.From)).Select(edge => edge.To).Except(reached)];
            reached.UnionWith(front);
        }

        return reached.Contains(to);
    }

    private static List<TaskId> AncestryOf(Dictionary<TaskId, TaskId> parents, TaskId task)
    {
        List<TaskId> way = [task];
        while (parents.TryGetValue(way[^1], out var parent))
        {
            Assert.True(way.Count <= Tasks, "the tree has a circle");
            way.Add(parent);
        }

        return way;
    }

    private static int LevelsOf(Dictionary<TaskId, TaskId> parents, TaskId task) => All
        .Select(other => AncestryOf(parents, other).IndexOf(task) + 1)
        .Max();
}
