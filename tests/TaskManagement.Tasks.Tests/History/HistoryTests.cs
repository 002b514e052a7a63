using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tests.Lists;
using TaskManagement.Tasks.Tests.Tasks;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.History;

public sealed class HistoryTests
{
    [Fact]
    public void Changes_WhenAnyEventComes_ThenItTellsWhatChanged()
    {
        Assert.All(TaskEvolutionTests.OneOfEach, @event => Assert.NotEmpty(TaskHistory.Changes(@event)));
        Assert.All(ListEvolutionTests.OneOfEach, @event => Assert.NotEmpty(ListHistory.Changes(@event)));
    }

    [Fact]
    public void Changes_WhenTheEventIsOfAnotherStream_ThenItThrows()
    {
        var foreign = new NameClaimed(Ann);

        Assert.Throws<InvalidOperationException>(() => TaskHistory.Changes(foreign));
        Assert.Throws<InvalidOperationException>(() => ListHistory.Changes(foreign));
    }

    [Fact]
    public void Changes_WhenATaskWasMade_ThenItsValuesAreNew()
    {
        var changes = TaskHistory.Changes(Created() with { DueDate = new TaskDate(null, new DateOnly(2026, 3, 9)) });

        Assert.All(changes, change => Assert.Null(change.Old));
        Assert.Contains(new FieldChange("title", null, new JsonText("\"Buy milk\"")), changes);
        Assert.Contains(new FieldChange("status", null, new JsonText("\"todo\"")), changes);
        Assert.Contains(new FieldChange("dueDate", null, new JsonText("\"2026-03-09\"")), changes);
        Assert.DoesNotContain(changes, change => change.Field == "assigneeId");
    }

    [Fact]
    public void Changes_WhenFieldsWereClearedOrSet_ThenNullStandsForNothing()
    {
        var changed = new TaskDetailsChanged(
            MilkId,
            HomeId,
            new TaskDetails(DueTimeZone: "Etc/UTC", SectionId: new Optional<SectionId?>(true, null)),
            new TaskDetails(DueTimeZone: new Optional<string?>(true, null), SectionId: (SectionId?)Doing));

        ImmutableArray<FieldChange> expected =
        [
            new FieldChange("dueTimeZone", new JsonText("\"Etc/UTC\""), null),
            new FieldChange("sectionId", null, new JsonText($"\"{Doing}\"")),
        ];
        Assert.Equal(expected.AsEnumerable(), TaskHistory.Changes(changed));
    }
}
