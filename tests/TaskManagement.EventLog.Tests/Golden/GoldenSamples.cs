using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.EventLog.Tests.Golden;

/// <summary>One fixed event of every type. Between them they hold every kind of value that events have.</summary>
internal static class GoldenSamples
{
    private static readonly UserId Ada = new(Guid.Parse("01900000-0000-7000-8000-00000000000a"));
    private static readonly UserId Bob = new(Guid.Parse("01900000-0000-7000-8000-00000000000b"));
    private static readonly ListId List = new(Guid.Parse("01900000-0000-7000-8000-000000000011"));
    private static readonly ListId OtherList = new(Guid.Parse("01900000-0000-7000-8000-000000000017"));
    private static readonly SectionId Section = new(Guid.Parse("01900000-0000-7000-8000-000000000012"));
    private static readonly LabelId Label = new(Guid.Parse("01900000-0000-7000-8000-000000000013"));
    private static readonly TaskId TaskId = new(Guid.Parse("01900000-0000-7000-8000-000000000014"));
    private static readonly TaskId OtherTask = new(Guid.Parse("01900000-0000-7000-8000-000000000024"));
    private static readonly CommentId Comment = new(Guid.Parse("01900000-0000-7000-8000-000000000015"));
    private static readonly AttachmentId File = new(Guid.Parse("01900000-0000-7000-8000-000000000019"));
    private static readonly FeedId Feed = new(Guid.Parse("01900000-0000-7000-8000-000000000026"));
    private static readonly SessionId Session = new(Guid.Parse("01900000-0000-7000-8000-000000000016"));
    private static readonly DateTimeOffset Created = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Done = new(2026, 3, 4, 17, 30, 15, 250, TimeSpan.Zero);
    private static readonly CustomField Effort = new(
        new FieldId(Guid.Parse("01900000-0000-7000-8000-000000000019")),
        "effort",
        "Effort",
        FieldType.Choice,
        false,
        ["s", "m"]);

    private static readonly ImportSource Source = new("trello", "5f1a");

    /// <summary>Persons whose keys the golden files are sealed with.</summary>
    public static IEnumerable<Guid> Persons => [Ada.Value, Bob.Value];

    /// <summary>The samples.</summary>
    public static IReadOnlyList<IDomainEvent> All { get; } =
    [
        .. Lists(), .. Users(), .. Tasks(), .. TaskTurns(), .. Comments(), .. Feeds(),
    ];

    private static IEnumerable<IDomainEvent> Feeds() =>
    [
        new FeedMade(Feed, List, Ada, new string('a', 64), Created),
        new FeedRevoked(Feed, List, Ada, new string('a', 64)),
    ];

    private static IEnumerable<IDomainEvent> Lists() =>
    [
        new ListCreated(
            List, "Groceries", "For \"Sunday\" <b>", Ada, [new Section(Section, "Купить")],
            [new Label(Label, "urgent", "#ff0000")], Source),
        new ListDetailsChanged(
            List, new ListDetails(Name: "Groceries"), new ListDetails(Name: "Shopping")),
        new ListMemberSet(List, Bob, null, ListRole.Editor),
        new ListMemberRemoved(List, Bob, ListRole.Commenter),
        new ListSectionAdded(List, new Section(Section, "Later")),
        new ListLabelAdded(List, new Label(Label, "someday", "#00ff00")),
        new ListFieldAdded(List, Effort),
        new ListFieldChanged(List, Effort, Effort with { Name = "Size", Required = true, Choices = ["s", "m", "l"] }),
        new ListFieldRemoved(List, Effort),
        new ListSectionChanged(List, new Section(Section, "Later"), new Section(Section, "Soon"), 2, 0),
        new ListSectionRemoved(List, new Section(Section, "Soon"), 0),
        new ListLabelChanged(List, new Label(Label, "someday", "#00ff00"), new Label(Label, "now", "#0000ff")),
        new ListLabelRemoved(List, new Label(Label, "now", "#0000ff")),
        new ListArchived(List, false, true),
        new ListDeleted(List),
        new ListPurged(List, Ada, 5),
        new ListRestored(List),
        new ListUndone(List, 2, 3),
    ];

    private static IEnumerable<IDomainEvent> Users() =>
    [
        new UserRegistered(
            Ada, Of("ada@example.org"), Of("ada"), Of("Ada"), Of("Lovelace"), Of("AQAAAA=="),
            ["Member", "Administrator"]),
        new UserUpdated(
            Ada,
            Of("Ada"),
            Of("King"),
            new Personal<UserPreferences>(
                Ada.Value, new UserPreferences("dark", "dueDate", "Europe/Vienna", "de-AT", 120))),
        new UserLoggedIn(Ada, Session),
        new UserPasswordChanged(Ada, Of("AQAAAAIAAAAB")),
        new UserPasswordRehashed(Ada, Of("AQAAAAIAAAAC")),
        new NameClaimed(Ada),
        new InstallationClaimed(Ada),
    ];

    private static IEnumerable<IDomainEvent> Tasks() =>
    [
        new TaskCreated(
            TaskId, List, Section, "Buy milk 🥛", "", WorkStatus.Todo, 3, null,
            new TaskDate(null, new DateOnly(2026, 3, 9)), "Europe/Berlin", null, Ada, [Label],
            new JsonText("""{"litres": 2.50, "brands": ["a", null]}"""), "m", false, Created, null),
        new TaskDetailsChanged(
            TaskId, List,
            new TaskDetails(
                Title: "Buy milk", DueDate: new TaskDate(Created, null), DueTimeZone: "Europe/Berlin",
                SectionId: (SectionId?)Section),
            new TaskDetails(
                Title: "Buy oat milk", DueDate: (TaskDate?)null, DueTimeZone: (string?)null,
                SectionId: (SectionId?)null)),
        new TaskCommented(
            TaskId, List, Comment, null, new Personal<string>(Bob.Value, "Bob"), "Line one\nline two\0", Created,
            Source),
    ];

    private static IEnumerable<IDomainEvent> Comments() =>
    [
        new TaskAttached(TaskId, List, File, "plan.pdf", "application/pdf", 1_024, "ab01", "0190", Ada, Created),
        new TaskDetached(TaskId, List, File, "plan.pdf", "application/pdf", 1_024, "ab01", "0190", Ada, Created),
        new TaskCommentEdited(TaskId, List, Comment, "Why?", "Why, @bob?", null, Done),
        new TaskCommentDeleted(TaskId, List, Comment, Ada, "Why, @bob?"),
        new TaskCommentRestored(TaskId, List, Comment, null, "Why, @bob?"),
        new MentionedInComment(TaskId, List, Comment, "Buy milk", Ada, [Bob]),
    ];

    private static IEnumerable<IDomainEvent> TaskTurns() =>
    [
        new TaskAssigned(TaskId, List, "Buy milk", null, Bob, WorkStatus.Blocked, Created, null),
        new TaskStatusChanged(TaskId, List, WorkStatus.Todo, WorkStatus.InProgress),
        new TaskCompleted(TaskId, List, "Buy milk", WorkStatus.InProgress, Bob, Ada, Created, Done),
        new TaskReopened(TaskId, List, WorkStatus.Done, WorkStatus.Cancelled, Bob, Created, Done),
        new TaskDeleted(TaskId, List, WorkStatus.Done, null, Created, Done),
        new TaskRestored(TaskId, List, WorkStatus.Done, Bob, Created, Done),
        new TaskDueSoon(TaskId, List, "Buy milk", Bob, Ada, new TaskDate(Done, null), null),
        new TaskOverdue(
            TaskId, List, "Buy milk", null, Ada, new TaskDate(null, new DateOnly(2026, 3, 9)), "Europe/Berlin"),
        new TaskReminded(
            TaskId, List, "Buy milk", Bob, Ada, new TaskReminder(MinutesBeforeDue: 30), new TaskDate(Done, null), null),
        new TaskArchived(TaskId, List, false, true),
        new TaskUndone(TaskId, List, 2, 3),
        new TaskPurged(TaskId, List, 4),
        new TaskRelated(TaskId, List, RelationKind.Subtask, OtherTask),
        new TaskUnrelated(TaskId, List, RelationKind.BlockedBy, OtherTask),
        new TaskOrderEdgeAdded(List, RelationKind.Blocks, TaskId, OtherTask),
        new TaskOrderEdgeRemoved(List, RelationKind.Subtask, TaskId, OtherTask),
        new TaskMoved(TaskId, List, OtherList, Section, null, "m", "n"),
    ];

    private static Personal<string> Of(string value) => new(Ada.Value, value);
}
