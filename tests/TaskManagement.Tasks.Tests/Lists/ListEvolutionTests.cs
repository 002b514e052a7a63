using System.Collections.Immutable;
using System.Text.Json;
using TaskManagement.Contracts.Lists;
using TaskManagement.Tasks.Lists;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Lists;

public sealed class ListEvolutionTests
{
    internal static readonly ImmutableArray<ListEvent> OneOfEach =
    [
        new ListCreated(HomeId, "Home", "", Ann, [], [], null),
        new ListDetailsChanged(HomeId, new ListDetails(Name: "Home"), new ListDetails(Name: "Flat")),
        new ListSectionAdded(HomeId, new Section(Doing, "Doing")),
        new ListLabelAdded(HomeId, new Label(Red, "red", "#ff0000")),
        new ListFieldAdded(HomeId, Effort),
        new ListFieldChanged(HomeId, Effort, Effort with { Name = "Size" }),
        new ListFieldRemoved(HomeId, Effort with { Name = "Size" }),
        new ListMemberSet(HomeId, Ben, null, ListRole.Editor),
        new ListSectionChanged(HomeId, new Section(Doing, "Doing"), new Section(Doing, "Done"), 0, 0),
        new ListSectionRemoved(HomeId, new Section(Doing, "Done"), 0),
        new ListLabelChanged(HomeId, new Label(Red, "red", "#ff0000"), new Label(Red, "blue", "#0000ff")),
        new ListLabelRemoved(HomeId, new Label(Red, "blue", "#0000ff")),
        new ListUndone(HomeId, 2, 3),
        new ListDeleted(HomeId),
        new ListRestored(HomeId),
        new ListArchived(HomeId, false, true),
        new ListMemberRemoved(HomeId, Ben, ListRole.Editor),
    ];

    [Fact]
    public void Evolve_WhenEveryEventOfTheHierarchyComes_ThenItIsKnown()
    {
        var all = typeof(ListEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ListEvent)) && !type.IsAbstract && type != typeof(ListPurged));

        Assert.Equal(all.OrderBy(type => type.Name), OneOfEach.Select(e => e.GetType()).OrderBy(type => type.Name));
        var list = After(null, OneOfEach);
        Assert.Equal(("Flat", OneOfEach.Length, OneOfEach.Length), (list.Name, list.Version, list.GuardVersion));
    }

    [Fact]
    public void Evolve_WhenTheListWasPurged_ThenNothingIsLeftButWhoseItWas()
    {
        var purged = new ListPurged(HomeId, Ann, 7);

        var known = After(HomeList((Ben, ListRole.Editor)), purged);

        Assert.Equal((true, true, 8L, 8L), (known.Purged, known.Deleted, known.Version, known.GuardVersion));
        Assert.Equal(("", Ann, 0), (known.Name, known.OwnerId, known.Members.Count));
        Assert.Equivalent(After((ListState?)null, purged), known, strict: true);
    }

    [Fact]
    public void Evolve_WhenAnEventCannotFollow_ThenItThrows()
    {
        Assert.Throws<InvalidOperationException>(() => After(HomeList(), OneOfEach[0]));
        Assert.All(OneOfEach.Skip(1), @event =>
            Assert.Throws<InvalidOperationException>(() => After((ListState?)null, @event)));
        Assert.Throws<InvalidOperationException>(() => After(HomeList(), new Unheard()));
    }

    [Fact]
    public void State_WhenWrittenAsJson_ThenItReadsBackTheSame()
    {
        var list = After(null, OneOfEach[..^1]);

        var json = JsonSerializer.Serialize(list, JsonSerializerOptions.Web);
        var read = JsonSerializer.Deserialize<ListState>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(list.Members.OrderBy(m => m.Key.Value), read.Members.OrderBy(m => m.Key.Value));
        Assert.Equal(list.Sections.AsEnumerable(), read.Sections);
        Assert.Equal((list.Name, list.GuardVersion, list.Version), (read.Name, read.GuardVersion, read.Version));
    }

    private sealed record Unheard : ListEvent;
}
