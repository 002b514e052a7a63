using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Lists.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Lists;

[Trait("Peer", "11")]
public sealed class CustomFieldTests
{
    private static readonly AddField Points = new("points", " Points ", FieldType.Number, Required: true, []);

    [Fact]
    public void Add_WhenWellFormed_ThenTheListHasIt()
    {
        var events = AddFieldAct.Decide(HomeList(), Points, Context()).Events;

        var added = Assert.IsType<ListFieldAdded>(Assert.Single(events));
        Assert.Equal(("points", "Points", FieldType.Number, true), (
            added.Field.Key, added.Field.Name, added.Field.Type, added.Field.Required));
        Assert.Equal(added.Field, Assert.Single(After(HomeList(), added).Fields));
    }

    [Fact]
    public void Add_WhenRepeated_ThenUnchanged()
    {
        var list = After(HomeList(), AddFieldAct.Decide(HomeList(), Points, Context()).Events);

        Assert.Empty(AddFieldAct.Decide(list, Points, Context()).Events);
        Assert.Equal(["key"], AddFieldAct.Decide(list, Points, Context("other")).Refusal!.Fields.Keys);
    }

    [Fact]
    public void Add_WhenMalformed_ThenEveryFieldIsNamed()
    {
        var bad = new AddField("1st", "", (FieldType)9, false, ["a"]);

        Assert.Equal(
            ["choices", "key", "name", "type"],
            AddFieldAct.Decide(HomeList(), bad, Context()).Refusal!.Fields.Keys.Order());
        Assert.Equal(["choices"], Blamed(Points with { Type = FieldType.Choice }));
        Assert.Equal(["choices"], Blamed(Points with { Type = FieldType.Choice, Choices = ["a", "a"] }));
        Assert.Equal(["choices"], Blamed(
            Points with { Type = FieldType.Choice, Choices = [.. Enumerable.Range(0, 101).Select(i => $"{i}")] }));

        static IEnumerable<string> Blamed(AddField command) =>
            AddFieldAct.Decide(HomeList(), command, Context()).Refusal!.Fields.Keys;
    }

    [Fact]
    public void Add_WhenTheListIsFull_ThenRefused()
    {
        var list = HomeList() with { Fields = [.. Enumerable.Repeat(Effort, ListBounds.FieldsMax)] };

        Assert.Equal("list_fields_full", AddFieldAct.Decide(list, Points, Context()).Refusal?.Code);
    }

    [Fact]
    public void Change_WhenPartsAreGiven_ThenTheOthersStay()
    {
        var list = After(HomeList(), new ListFieldAdded(HomeId, Effort));
        var change = new ChangeField(Effort.Id, "Size", default, ImmutableArray.Create("s", "m", "l"));

        var changed = Assert.IsType<ListFieldChanged>(Assert.Single(ChangeFieldAct.Decide(list, change).Events));

        Assert.Equal(("effort", "Size", false, 3), (
            changed.New.Key, changed.New.Name, changed.New.Required, changed.New.Choices.Length));
        Assert.Empty(ChangeFieldAct.Decide(After(list, changed), change).Events);
        Assert.Equal("field_not_found", ChangeFieldAct.Decide(HomeList(), change).Refusal?.Code);
        Assert.Equal(
            ["choices"],
            ChangeFieldAct.Decide(list, change with { Choices = ImmutableArray<string>.Empty }).Refusal!.Fields.Keys);
    }

    [Fact]
    public void Remove_WhenThere_ThenGone()
    {
        var list = After(HomeList(), new ListFieldAdded(HomeId, Effort));
        var remove = new RemoveField(Effort.Id);

        Assert.Empty(After(list, RemoveFieldAct.Decide(list, remove).Events).Fields);
        Assert.Equal("field_not_found", RemoveFieldAct.Decide(HomeList(), remove).Refusal?.Code);
    }

    [Theory]
    [InlineData(FieldType.Text, "\"a\"", "1")]
    [InlineData(FieldType.Number, "-2.5", "\"2\"")]
    [InlineData(FieldType.Checkbox, "false", "\"false\"")]
    [InlineData(FieldType.Date, "\"2026-03-03\"", "\"tomorrow\"")]
    [InlineData(FieldType.Date, "\"2026-03-03T09:00:00Z\"", "20260303")]
    [InlineData(FieldType.Choice, "\"m\"", "\"xl\"")]
    [InlineData(FieldType.Choice, "\"s\"", "[\"s\"]")]
    [InlineData(FieldType.User, "\"{ann}\"", "\"{ben}\"")]
    [InlineData(FieldType.User, "null", "\"ann\"")]
    [InlineData(FieldType.Text, "null", "{}")]
    public void Authorize_WhenAValueIsWritten_ThenItMustFit(FieldType type, string good, string bad)
    {
        var list = After(HomeList(), new ListFieldAdded(HomeId, Effort with { Type = type }));

        Assert.Null(Refused(list, $$"""{"effort":{{Filled(good)}},"other":1}"""));
        Assert.Equal(["attributes.effort"], Refused(list, $$"""{"effort":{{Filled(bad)}}}""")!);

        static string Filled(string json) => json.Replace("{ann}", $"{Ann}").Replace("{ben}", $"{Ben}");
    }

    [Fact]
    public void Authorize_WhenAFieldIsRequired_ThenNewTasksNeedItAndNoneMayLoseIt()
    {
        var list = After(HomeList(), new ListFieldAdded(HomeId, Effort with { Required = true }));

        Assert.Equal(["attributes.effort"], Refused(list, "{}", isWhole: true)!);
        Assert.Equal(["attributes.effort"], Refused(list, """{"effort":null}""")!);
        Assert.Null(Refused(list, """{"effort":"s"}""", isWhole: true));
        Assert.Null(Refused(list, """{"other":1}"""));
        Assert.Null(ListAccess.Authorize(list, new PermitRequest(Context().Caller, ListAct.Edit)).Refusal);
    }

    [Fact]
    public void Authorize_WhenAttributesAreNoObject_ThenTheTaskIsLeftToSaySo() => Assert.Null(Refused(
        After(HomeList(), new ListFieldAdded(HomeId, Effort with { Required = true })), "[]", isWhole: true));

    private static IEnumerable<string>? Refused(ListState list, string attributes, bool isWhole = false) =>
        ListAccess.Authorize(list, new PermitRequest(
            new Caller(Ann, []),
            ListAct.Edit,
            Attributes: new AttributesWrite(new JsonText(attributes), isWhole))).Refusal?.Fields.Keys;
}
