using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Lists.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Properties;

/// <summary>An act of a list, with what it picks among the list's parts.</summary>
/// <param name="Pick">Which part, counted around.</param>
public sealed record AnyListAct(string Name, byte Pick, Func<object?, byte, CommandContext, object> Decision)
{
    internal Decision<ListEvent> Decide(ListState? state, CommandContext context) =>
        (Decision<ListEvent>)Decision(state, Pick, context);

    public override string ToString() => $"{Name} ({Pick})";
}

/// <summary>Sequences of all acts of lists, the first of which makes the list.</summary>
public static class ListActSequences
{
    private static readonly ImmutableArray<AnyListAct> All =
    [
        Of("create", (list, _, context) =>
            CreateListAct.Decide(list, HomeId, new CreateList("Home", null, ["To do", "Done"]), context)),
        Of("import", (list, _, context) => ImportListAct.Decide(list, HomeId, Board, context)),
        Of("rename", (list, _, _) => PatchListAct.Decide(list, new PatchList("House", "Ours"))),
        Of("rename back", (list, _, _) => PatchListAct.Decide(list, new PatchList("Home", default))),
        Of("archive", (list, _, _) => PatchListAct.Decide(list, new PatchList(default, default, true))),
        Of("unarchive", (list, _, _) => PatchListAct.Decide(list, new PatchList("Home", default, false))),
        Of("make editor", (list, _, _) => SetListMemberAct.Decide(list, new SetListMember(Ben, ListRole.Editor))),
        Of("make viewer", (list, _, _) => SetListMemberAct.Decide(list, new SetListMember(Ben, ListRole.Viewer))),
        Of("dismiss", (list, _, context) =>
            RemoveListMemberAct.Decide(list, new RemoveListMember(Ben), context)),
        Of("add section", (list, _, context) => AddSectionAct.Decide(list, new AddSection("Later"), context)),
        Of("rename section", (list, pick, _) =>
            PatchSectionAct.Decide(list, new PatchSection(SectionOf(list, pick), $"Section {pick}", default))),
        Of("move section", (list, pick, _) =>
            PatchSectionAct.Decide(list, new PatchSection(SectionOf(list, pick), default, pick % 5))),
        Of("remove section", (list, pick, _) =>
            RemoveSectionAct.Decide(list, new RemoveSection(SectionOf(list, pick)))),
        Of("add label", (list, pick, context) =>
            AddLabelAct.Decide(list, new AddLabel($"Label {pick % 3}", "#aabbcc"), context)),
        Of("change label", (list, pick, _) =>
            PatchLabelAct.Decide(list, new PatchLabel(LabelOf(list, pick), $"Label {pick}", "#112233"))),
        Of("remove label", (list, pick, _) => RemoveLabelAct.Decide(list, new RemoveLabel(LabelOf(list, pick)))),
        Of("add field", (list, pick, context) => AddFieldAct.Decide(
            list, new AddField($"key{pick % 3}", "Size", FieldType.Choice, false, ["s", "m"]), context)),
        Of("change field", (list, pick, _) => ChangeFieldAct.Decide(
            list,
            new ChangeField(FieldOf(list, pick), $"Size {pick}", true, ImmutableArray.Create("s", "m", "l")))),
        Of("remove field", (list, pick, _) => RemoveFieldAct.Decide(list, new RemoveField(FieldOf(list, pick)))),
        Of("delete", (list, _, _) => list is { Deleted: true } ? ListRefusals.NotFound : DeleteListAct.Decide(list)),
        Of("restore", (list, _, _) => RestoreListAct.Decide(list)),
    ];

    public static Arbitrary<ImmutableArray<AnyListAct>> Sequences() => (
        from act in Gen.Elements<AnyListAct>(All)
        from pick in Gen.Choose(0, 19)
        select act with { Pick = (byte)pick })
        .ListOf()
        .Select(acts => ImmutableArray.Create(All[0]).AddRange(acts))
        .ToArbitrary();

    private static SectionId SectionOf(ListState? list, int pick) => At(list?.Sections, pick)?.Id ?? default;

    private static LabelId LabelOf(ListState? list, int pick) => At(list?.Labels, pick)?.Id ?? default;

    private static FieldId FieldOf(ListState? list, int pick) => At(list?.Fields, pick)?.Id ?? default;

    private static T? At<T>(ImmutableArray<T>? parts, int pick) where T : class =>
        parts is { IsEmpty: false } some ? some[pick % some.Length] : null;

    private static AnyListAct Of(
        string name, Func<ListState?, byte, CommandContext, Decision<ListEvent>> decide) =>
        new(name, 0, (state, pick, context) => decide((ListState?)state, pick, context));
}
