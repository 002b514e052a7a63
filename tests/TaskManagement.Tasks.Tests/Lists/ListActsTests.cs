using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Lists.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Lists;

public sealed class ListActsTests
{
    private static readonly CreateList Errands = new(" Errands ", null, ["To do", "Done"]);

    [Fact]
    public void Create_WhenNew_ThenTheCallerOwnsIt()
    {
        var list = After(null, Decided(CreateListAct.Decide(null, HomeId, Errands, Context())));

        Assert.Equal(("Errands", "", Ann), (list.Name, list.Description, list.OwnerId));
        Assert.Equal(ListRole.Owner, list.RoleOf(Ann));
        Assert.Equal(["To do", "Done"], list.Sections.Select(section => section.Name));
        Assert.Equal(2, list.Sections.Select(section => section.Id).Distinct().Count());
    }

    [Fact]
    public void Create_WhenItExists_ThenRefused() =>
        Refused("list_already_exists", CreateListAct.Decide(HomeList(), HomeId, Errands, Context()));

    [Fact]
    public void Create_WhenTheCallerIsNoMember_ThenRefused()
    {
        var nobody = Context() with { Caller = new Caller(Ann, []) };

        Refused("forbidden", CreateListAct.Decide(null, HomeId, Errands, nobody));
        Refused("forbidden", ImportListAct.Decide(null, HomeId, Board, nobody));
    }

    [Fact]
    public void Create_WhenFieldsAreBad_ThenOneRefusalNamesThemAll() => Blamed(
        ["description", "name", "sections"],
        CreateListAct.Decide(null, HomeId, new CreateList("", "\0", ["ok", " "]), Context()));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Names_WhenLong_ThenBoundHolds(int length, bool fits)
    {
        var name = new string('x', length);
        Assert.All(
        [
            CreateListAct.Decide(null, HomeId, new CreateList(name, null, []), Context()),
            CreateListAct.Decide(null, HomeId, new CreateList("x", null, [name]), Context()),
            PatchListAct.Decide(HomeList(), new PatchList(name, default)),
            AddSectionAct.Decide(HomeList(), new AddSection(name), Context()),
            AddLabelAct.Decide(HomeList(), new AddLabel(name, "#000000"), Context()),
        ],
        decision => Assert.Equal(fits, decision.Refusal is null));
    }

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    public void Descriptions_WhenLong_ThenBoundHolds(int length, bool fits)
    {
        var text = new string('x', length);

        Assert.Equal(
            fits,
            CreateListAct.Decide(null, HomeId, Errands with { Description = text }, Context()).Refusal is null);
        Assert.Equal(fits, PatchListAct.Decide(HomeList(), new PatchList(default, text)).Refusal is null);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Create_WhenSectionsAreMany_ThenBoundHolds(int count, bool fits) => Assert.Equal(
        fits,
        CreateListAct.Decide(
            null, HomeId, Errands with { Sections = [.. Enumerable.Repeat("x", count)] }, Context()).Refusal is null);

    [Fact]
    public void Import_WhenNew_ThenMadeWithItsSource()
    {
        var list = After(null, Decided(ImportListAct.Decide(null, HomeId, Board, Context())));

        Assert.Equal((Board.Source, Ann), (list.Source, list.OwnerId));
        Assert.Equal(Doing, Assert.Single(list.Sections).Id);
        Assert.Equal("", Assert.Single(list.Labels).Name);
    }

    [Fact]
    public void Import_WhenItIsThere_ThenOnlyWhatItHasGained()
    {
        var fresh = new Section(new SectionId(Guid.AllBitsSet), "Fresh");
        var grown = Board with { Name = "Renamed", Sections = [new Section(Doing, "Renamed"), fresh] };

        Assert.Empty(Decided(ImportListAct.Decide(HomeList(), HomeId, Board, Context())));
        var added = Assert.Single(Decided(ImportListAct.Decide(HomeList(), HomeId, grown, Context())));
        Assert.Equal(fresh, Assert.IsType<ListSectionAdded>(added).Section);
    }

    [Fact]
    public void Import_WhenItHasFieldsAndMembers_ThenOnlyANewListGetsMembers()
    {
        var points = new CustomField(
            new FieldId(DerivedId.FromParts("points")), "points", "Points", FieldType.Number, false, []);
        var board = Board with { Fields = [points], Members = [new ImportMember(Ben, ListRole.Editor)] };

        var made = After(null, Decided(ImportListAct.Decide(null, HomeId, board, Context())));

        Assert.Equal((ListRole.Editor, 2), (made.RoleOf(Ben), made.Members.Count));
        Assert.Equal("points", Assert.Single(made.Fields).Key);
        Assert.Empty(Decided(ImportListAct.Decide(made, HomeId, board, Context())));
        Assert.Equal(
            points.Id,
            Assert.IsType<ListFieldAdded>(
                Assert.Single(Decided(ImportListAct.Decide(HomeList(), HomeId, board, Context())))).Field.Id);
        Blamed(["choices", "fields"], ImportListAct.Decide(
            null, HomeId, board with { Fields = [points with { Key = "1", Choices = ["x"] }] }, Context()));
    }

    [Fact]
    public void Import_WhenItWouldNotFit_ThenRefused()
    {
        var ids = Enumerable.Range(0, 500).Select(i => DerivedId.FromParts($"{i}")).ToList();
        var sections = ids.Select(id => new Section(new SectionId(id), "x"));
        var labels = ids.Select(id => new Label(new LabelId(id), "x", "#000000"));

        Refused("list_sections_full", ImportListAct.Decide(
            HomeList(), HomeId, Board with { Sections = [.. sections] }, Context()));
        Refused("list_labels_full", ImportListAct.Decide(
            HomeList(), HomeId, Board with { Labels = [.. labels] }, Context()));
        Blamed(["labels"], ImportListAct.Decide(
            null, HomeId, Board with { Labels = [.. labels, new Label(default, "x", "#000000")] }, Context()));
        Blamed(["sections"], ImportListAct.Decide(
            null, HomeId, Board with { Sections = [.. sections, new Section(default, "x")] }, Context()));
    }

    [Fact]
    public void Patch_WhenFieldsChange_ThenBothSidesHoldThemAlone()
    {
        var @event = Assert.Single(Decided(PatchListAct.Decide(HomeList(), new PatchList("Flat", (string?)null))));

        var changed = Assert.IsType<ListDetailsChanged>(@event);
        Assert.Equal((new ListDetails(Name: "Home"), new ListDetails(Name: "Flat")), (changed.Old, changed.New));
        Assert.Empty(Decided(PatchListAct.Decide(HomeList(), new PatchList(" Home ", (string?)null))));
        Assert.Empty(Decided(PatchListAct.Decide(HomeList(), new PatchList(default, default))));
    }

    [Fact]
    public void Patch_WhenFieldsAreBad_ThenOneRefusalNamesThemAll() => Blamed(
        ["description", "name"], PatchListAct.Decide(HomeList(), new PatchList(new(true, null!), "\0")));

    [Fact]
    public void SetMember_WhenNewOrChanged_ThenTheRoleIsTold()
    {
        var set = new SetListMember(Ben, ListRole.Editor);

        var added = Assert.IsType<ListMemberSet>(Assert.Single(Decided(SetListMemberAct.Decide(HomeList(), set))));
        Assert.Equal((null, ListRole.Editor), (added.OldRole, added.NewRole));
        var changed = Assert.IsType<ListMemberSet>(
            Assert.Single(Decided(SetListMemberAct.Decide(HomeList((Ben, ListRole.Viewer)), set))));
        Assert.Equal(ListRole.Viewer, changed.OldRole);
        Assert.Empty(Decided(SetListMemberAct.Decide(HomeList((Ben, ListRole.Editor)), set)));
    }

    [Fact]
    public void SetMember_WhenItIsTheOwner_ThenNoDemotion()
    {
        Refused("list_owner_stays", SetListMemberAct.Decide(HomeList(), new SetListMember(Ann, ListRole.Viewer)));
        Assert.Empty(Decided(SetListMemberAct.Decide(HomeList(), new SetListMember(Ann, ListRole.Owner))));
    }

    [Fact]
    public void SetMember_WhenTheRoleIsNone_ThenRefused() =>
        Blamed(["role"], SetListMemberAct.Decide(HomeList(), new SetListMember(Ben, (ListRole)7)));

    [Theory]
    [InlineData(998, true)]
    [InlineData(999, false)]
    public void SetMember_WhenTheListIsFull_ThenRefused(int others, bool fits)
    {
        var full = HomeList([.. Enumerable.Range(0, others).Select(i => (User($"{i}"), ListRole.Viewer))]);

        Assert.Equal(
            fits ? null : "list_members_full",
            SetListMemberAct.Decide(full, new SetListMember(Ben, ListRole.Viewer)).Refusal?.Code);
    }

    [Fact]
    public void RemoveMember_WhenAMember_ThenTheirRoleIsTold()
    {
        var list = HomeList((Ben, ListRole.Editor));

        var removed = Assert.Single(Decided(RemoveListMemberAct.Decide(list, new RemoveListMember(Ben), Context())));

        Assert.Equal(new ListMemberRemoved(HomeId, Ben, ListRole.Editor), removed);
        Assert.Null(After(list, removed).RoleOf(Ben));
    }

    [Fact]
    public void RemoveMember_WhenTheOwnerOrAStranger_ThenRefused()
    {
        Refused("list_owner_stays", RemoveListMemberAct.Decide(HomeList(), new RemoveListMember(Ann), Context()));
        Refused("member_not_found", RemoveListMemberAct.Decide(HomeList(), new RemoveListMember(Ben), Context()));
        Refused("list_not_found", RemoveListMemberAct.Decide(HomeList(), new RemoveListMember(Ben), Context(by: Ben)));
    }

    [Fact]
    public void Add_WhenTheListIsFull_ThenRefused()
    {
        var full = HomeList() with
        {
            Sections = [.. Enumerable.Repeat(new Section(Doing, "x"), ListBounds.SectionsMax)],
            Labels = [.. Enumerable.Repeat(new Label(Red, "x", "#000000"), ListBounds.LabelsMax)],
        };

        Refused("list_sections_full", AddSectionAct.Decide(full, new AddSection("x"), Context()));
        Refused("list_labels_full", AddLabelAct.Decide(full, new AddLabel("x", "#000000"), Context()));
    }

    [Theory]
    [InlineData("#61BD4f", true)]
    [InlineData("#fff", false)]
    [InlineData("red", false)]
    [InlineData("#61bd4f\n", false)]
    [InlineData(null, false)]
    public void AddLabel_WhenColorIsGiven_ThenOnlyHexPasses(string? color, bool fits) =>
        Assert.Equal(fits, AddLabelAct.Decide(HomeList(), new AddLabel("x", color!), Context()).Refusal is null);

    [Fact]
    public void EveryAct_WhenThereIsNoList_ThenNotFound() => Assert.All(
    [
        PatchListAct.Decide(null, new PatchList("x", default)),
        SetListMemberAct.Decide(null, new SetListMember(Ben, ListRole.Editor)),
        RemoveListMemberAct.Decide(null, new RemoveListMember(Ben), Context()),
        AddSectionAct.Decide(null, new AddSection("x"), Context()),
        AddLabelAct.Decide(null, new AddLabel("x", "#000000"), Context()),
    ],
    decision => Refused("list_not_found", decision));

    [Fact]
    public void EveryAct_WhenItsOwnEventsAreIn_ThenNothingMore() => Assert.All<Func<ListState?, Decision<ListEvent>>>(
    [
        list => ImportListAct.Decide(list, HomeId, Board with { Sections = [new Section(default, "New")] }, Context()),
        list => PatchListAct.Decide(list, new PatchList("x", "y")),
        list => SetListMemberAct.Decide(list, new SetListMember(Ben, ListRole.Editor)),
        list => RemoveListMemberAct.Decide(list, new RemoveListMember(User("cleo")), Context()),
        list => AddSectionAct.Decide(list, new AddSection("x"), Context()),
        list => AddLabelAct.Decide(list, new AddLabel("x", "#000000"), Context()),
    ],
    decide =>
    {
        var before = HomeList((User("cleo"), ListRole.Viewer));
        var events = Decided(decide(before));
        Assert.NotEmpty(events);
        Assert.Empty(decide(After(before, events)).Events);
    });

    private static ImmutableArray<ListEvent> Decided(Decision<ListEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events;
    }

    private static void Refused(string code, Decision<ListEvent> decision)
    {
        Assert.Empty(decision.Events);
        Assert.Equal(code, decision.Refusal?.Code);
    }

    private static void Blamed(IEnumerable<string> fields, Decision<ListEvent> decision)
    {
        Assert.Empty(decision.Events);
        Assert.Equal(RefusalKind.Invalid, decision.Refusal?.Kind);
        Assert.Equal(fields, decision.Refusal!.Fields.Keys.Order());
    }
}
