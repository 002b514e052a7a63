using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Tests;

/// <summary>People, ids, commands and states that the tests share.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    public static readonly UserId Ann = User("ann");
    public static readonly UserId Ben = User("ben");
    public static readonly ListId HomeId = new(DerivedId.FromParts("list", "home"));
    public static readonly TaskId MilkId = new(DerivedId.FromParts("task", "milk"));
    public static readonly SectionId Doing = new(DerivedId.FromParts("section", "doing"));
    public static readonly LabelId Red = new(DerivedId.FromParts("label", "red"));
    public static readonly CustomField Effort = new(
        new FieldId(DerivedId.FromParts("field", "effort")), "effort", "Effort", FieldType.Choice, false, ["s", "m"]);

    public static readonly ImportSource CardSource = new("trello", "card-1");

    public static readonly CreateTask Milk = new(
        HomeId, null, "Buy milk", null, null, null, null, null, null, null, [], null);

    public static readonly PatchTask PatchNothing = new(
        default, default, default, default, default, default, default, default, default, default);

    public static readonly ImportTask Card = new(
        HomeId,
        Doing,
        "Buy milk",
        "2 l",
        null,
        [Red],
        Done: false,
        Archived: false,
        Index: 7,
        Noon.AddYears(-1),
        CardSource,
        []);

    public static readonly ImportList Board = new(
        "Board", "", [new Section(Doing, "Doing")], [new Label(Red, "", "#ff0000")], new ImportSource("trello", "b"));

    public static UserId User(string name) => new(DerivedId.FromParts("user", name));

    public static CommandContext Context(string command = "first", UserId? by = null, int minutes = 0) => new(
        new CommandId(DerivedId.FromParts(command)),
        new Caller(by ?? Ann, [RoleNames.Member]),
        Noon.AddMinutes(minutes),
        Origin.Api,
        "",
        null,
        null);

    public static TaskState After(TaskState? state, params IEnumerable<TaskEvent> events) =>
        events.Aggregate(state, (task, @event) => TaskEvolution.Evolve(task, @event, new EventMetadata(Noon, Ann)))!;

    public static ListState After(ListState? state, params IEnumerable<ListEvent> events) =>
        events.Aggregate(state, (list, @event) => ListEvolution.Evolve(list, @event, new EventMetadata(Noon, Ann)))!;

    /// <summary>Ann's task in her list, open, in no section.</summary>
    public static TaskState OpenTask() => After((TaskState?)null, Created());

    public static TaskState DoneTask() => After(OpenTask(), CompleteTaskAct.Decide(OpenTask(), Context()).Events);

    public static TaskState DeletedTask() => After(OpenTask(), DeleteTaskAct.Decide(OpenTask()).Events);

    public static TaskCreated Created() => new(
        MilkId,
        HomeId,
        null,
        "Buy milk",
        "",
        WorkStatus.Todo,
        0,
        null,
        null,
        null,
        null,
        Ann,
        [],
        null,
        "A",
        false,
        Noon,
        null);

    /// <summary>
    /// Ann's list with a section and a label; Ben and the others hold the roles that they are named for.
    /// </summary>
    public static ListState HomeList(params (UserId User, ListRole Role)[] members) => After(
        (ListState?)null,
        [
            new ListCreated(
                HomeId, "Home", "", Ann, [new Section(Doing, "Doing")], [new Label(Red, "red", "#ff0000")], null),
            .. members.Select(member => new ListMemberSet(HomeId, member.User, null, member.Role)),
        ]);
}
