using System.Collections.Immutable;
using System.Text.Json;
using FsCheck.Xunit;
using TaskManagement.Contracts.Lists;
using TaskManagement.Tasks.Lists;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Properties;

public sealed class ListPropertyTests
{
    [Property(Arbitrary = [typeof(ListActSequences)], MaxTest = 2_000)]
    [Trait("Peer", "2")]
    public void Undo_WhenItFollowsAnyAct_ThenTheEarlierListIsBack(ImmutableArray<AnyListAct> acts)
    {
        var story = new ListStory();
        foreach (var (act, index) in acts.Select((act, index) => (act, index)))
        {
            var before = story.List;
            story.Then(act.Decide(before, Context($"command {index}")).Events);
            if (before is null || story.List!.Version == before.Version)
                continue;
            var done = story.List;

            var undone = story.Undo();

            Assert.True(undone.Refusal is null, $"after {act}: {undone.Refusal?.Message}");
            Assert.Equal(Content(before), Content(story.Then(undone.Events).List!));
            Assert.Equal("undo_already_done", story.Undo(before.Version + 1).Refusal?.Code);
            Assert.Equal(Content(done), Content(story.Then(story.Undo(story.List!.Version).Events).List!));
        }
    }

    [Property(Arbitrary = [typeof(ListActSequences)], MaxTest = 2_000)]
    public void Undo_WhenOfAnyVersion_ThenTheListHoldsTogetherOrItIsRefused(
        ImmutableArray<AnyListAct> acts, ImmutableArray<byte> versions)
    {
        var story = new ListStory();
        foreach (var (act, index) in acts.Select((act, index) => (act, index)))
            story.Then(act.Decide(story.List, Context($"command {index}")).Events);
        foreach (var version in versions)
        {
            story.Then(story.Undo(1 + (version % story.List!.Version)).Events);

            HoldsTogether(story.List!);
        }
    }

    private static void HoldsTogether(ListState list)
    {
        Assert.Equal(list.Sections.Length, list.Sections.Select(section => section.Id).Distinct().Count());
        Assert.Equal(list.Labels.Length, list.Labels.Select(label => label.Id).Distinct().Count());
        Assert.Equal(list.Fields.Length, list.Fields.Select(field => field.Id).Distinct().Count());
        Assert.Equal(list.Fields.Length, list.Fields.Select(field => field.Key).Distinct().Count());
        Assert.Equal(ListRole.Owner, list.RoleOf(list.OwnerId));
    }

    private static string Content(ListState list) => JsonSerializer.Serialize(list with
    {
        Version = 0, GuardVersion = 0, UpdatedAt = default, DeletedAt = list.Deleted ? Noon : null,
        Members = list.Members.Clear(),
    }) + string.Join(", ", list.Members.OrderBy(member => member.Key.Value));
}
