using TaskManagement.Analytics.RollUps;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Analytics.Tests.RollUps;

public sealed class RollUpTests
{
    private static readonly TaskId Task = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly ListId List = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly UserId Ann = new(new Guid(3, 0, 0, new byte[8]));
    private static readonly UserId Bob = new(new Guid(4, 0, 0, new byte[8]));
    private static readonly DateTimeOffset Created = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Done = new(2026, 3, 3, 9, 7, 0, TimeSpan.Zero);
    private static readonly Completion OneDay = new(1, Done.ToUnixTimeSeconds() / 900, 86_820_000);

    [Fact]
    public void Of_WhenCompleted_ThenItCountsInTheQuarterHourOfItsCompletion() => Assert.Equal<Change>(
        [new Change(Ann, 0, OneDay)],
        RollUp.Of(new TaskCompleted(Task, List, "A", WorkStatus.Todo, Ann, Bob, Created, Done)));

    [Fact]
    public void Of_WhenCompletedByNobody_ThenNobodyGetsIt() => Assert.Empty(
        RollUp.Of(new TaskCompleted(Task, List, "A", WorkStatus.Todo, null, Bob, Created, Done)));

    [Fact]
    public void Of_WhenReopened_ThenTheCompletionIsTakenBackWhereItWas() => Assert.Equal<Change>(
        [new Change(Ann, 0, OneDay.Undone())],
        RollUp.Of(new TaskReopened(Task, List, WorkStatus.Done, WorkStatus.Todo, Ann, Created, Done)));

    [Fact]
    public void Of_WhenACancelledTaskIsReopened_ThenThereIsNothingToTakeBack() => Assert.Empty(
        RollUp.Of(new TaskReopened(Task, List, WorkStatus.Cancelled, WorkStatus.Todo, Ann, Created, null)));

    [Fact]
    public void Of_WhenADoneTaskIsReassigned_ThenItsCompletionMovesAlong() => Assert.Equal<Change>(
        [new Change(Ann, -1, OneDay.Undone()), new Change(Bob, 1, OneDay)],
        RollUp.Of(new TaskAssigned(Task, List, "A", Ann, Bob, WorkStatus.Done, Created, Done)));

    [Fact]
    public void Of_WhenAnOpenTaskIsUnassigned_ThenOnlyTheAssignmentGoes() => Assert.Equal<Change>(
        [new Change(Ann, -1, null)],
        RollUp.Of(new TaskAssigned(Task, List, "A", Ann, null, WorkStatus.Todo, Created, null)));

    [Fact]
    public void Of_WhenADoneTaskIsDeleted_ThenAssignmentAndCompletionGo() => Assert.Equal<Change>(
        [new Change(Ann, -1, OneDay.Undone())],
        RollUp.Of(new TaskDeleted(Task, List, WorkStatus.Done, Ann, Created, Done)));

    [Fact]
    public void Of_WhenCreatedAfterItsCompletion_ThenItTookNoTime() => Assert.Equal<Change>(
        [new Change(Ann, 0, OneDay with { Milliseconds = 0 })],
        RollUp.Of(new TaskCompleted(Task, List, "A", WorkStatus.Todo, Ann, Bob, Done.AddHours(1), Done)));

    [Fact]
    public void Of_WhateverHappened_ThenSumsEqualARecountOfTheTasks()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Random(seed);
            RandomHistory[] tasks = [.. Enumerable.Range(0, 6).Select(n =>
                new RandomHistory(chance, new TaskId(new Guid(n, 1, 1, new byte[8])), [Ann, Bob]))];
            var changes = Enumerable.Range(0, 80)
                .Select(_ => tasks[chance.Next(tasks.Length)].Step())
                .SelectMany(@event => @event is null ? [] : RollUp.Of(@event))
                .ToArray();
            foreach (var user in new[] { Ann, Bob })
                Same(tasks, changes, user, seed);
        }
    }

    private static void Same(RandomHistory[] tasks, Change[] changes, UserId user, int seed)
    {
        var mine = changes.Where(change => change.UserId == user).ToArray();
        var completions = mine.Select(change => change.Completion).OfType<Completion>().ToArray();
        var totals = ((long)mine.Sum(change => change.Assigned), (long)completions.Sum(completion => completion.Count));
        Assert.True(Recount.Totals(tasks, user) == totals, $"With seed {seed}: {totals}");
        var slots = completions.GroupBy(completion => completion.Slot)
            .Select(slot => (slot.Key, slot.Sum(c => (long)c.Count), slot.Sum(c => c.Milliseconds)))
            .Where(slot => slot is not (_, 0, 0))
            .Order();
        var recounted = Recount.Slots(tasks, user)
            .Select(slot => (slot.Key, slot.Value.Count, slot.Value.Milliseconds));
        Assert.True(recounted.SequenceEqual(slots), $"With seed {seed}, slots: {string.Join(' ', slots)}");
    }
}
