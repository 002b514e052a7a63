using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

/// <summary>Whatever happened before, a command that is decided on its own outcome has no second effect.</summary>
public sealed class RepeatedActsTests
{
    [Property(Arbitrary = [typeof(Acts)], MaxTest = 2_000)]
    public void Decide_WhenItsOwnEventsAreIn_ThenNothingMore(ImmutableArray<Act> acts)
    {
        var task = (TaskState?)null;
        foreach (var (act, index) in acts.Select((act, index) => (act, index)))
        {
            var context = Context($"command {index}", minutes: index);
            var events = act.Decide(task, context).Events;
            task = events.IsEmpty ? task : After(task, events);

            var again = act.Decide(task, context);

            Assert.True(again.Events.IsEmpty, $"{act.Name}, repeated, came to {string.Join(", ", again.Events)}");
        }
    }

    [Property(Arbitrary = [typeof(Acts)], MaxTest = 2_000)]
    public void Evolve_WhenDecidedEventsFollow_ThenTheStateHoldsTogether(ImmutableArray<Act> acts)
    {
        var task = (TaskState?)null;
        var version = 0;
        foreach (var (act, index) in acts.Select((act, index) => (act, index)))
        {
            var events = act.Decide(task, Context($"command {index}", minutes: index)).Events;
            task = events.IsEmpty ? task : After(task, events);
            version += events.Length;

            Assert.Equal(version, task?.Version ?? 0);
            Assert.True(
                task is null || task.Status == WorkStatus.Done == task.CompletedAt.HasValue, $"after {act.Name}");
        }
    }

    public sealed record Act(string Name, Func<object?, CommandContext, object> Decision)
    {
        internal Decision<TaskEvent> Decide(TaskState? state, CommandContext context) =>
            (Decision<TaskEvent>)Decision(state, context);

        public override string ToString() => Name;
    }

    public static class Acts
    {
        public static Arbitrary<ImmutableArray<Act>> Sequences() => Gen.Elements<Act>(All)
            .ListOf()
            .Select(acts => acts.Prepend(All[0]).ToImmutableArray())
            .ToArbitrary();

        public static readonly ImmutableArray<Act> All =
        [
            Of("create", (task, context) => CreateTaskAct.Decide(task, MilkId, Milk, context)),
            Of("create done", (task, context) =>
                CreateTaskAct.Decide(task, MilkId, Milk with { Status = WorkStatus.Done }, context)),
            Of("import", (task, context) => ImportTaskAct.Decide(task, MilkId, Card with { Done = true }, context)),
            Of("assign", (task, _) => AssignTaskAct.Decide(task, new AssignTask(Ben))),
            Of("unassign", (task, _) => AssignTaskAct.Decide(task, new AssignTask(null))),
            Of("complete", CompleteTaskAct.Decide),
            Of("reopen", ReopenTaskAct.Decide),
            Of("delete", (task, _) => DeleteTaskAct.Decide(task)),
            Of("restore", (task, _) => RestoreTaskAct.Decide(task)),
            Of("cancel", CancelTaskAct.Decide),
            Of("archive", (task, _) => ArchiveTaskAct.Decide(task, new ArchiveTask(true))),
            Of("unarchive", (task, _) => ArchiveTaskAct.Decide(task, new ArchiveTask(false))),
            Patch("archived", PatchNothing with { Archived = true }),
            Of("comment", (task, context) => CommentOnTaskAct.Decide(task, new CommentOnTask("Hm"), context, [Ben])),
            Of("attach", (task, context) =>
                AttachFileAct.Decide(task, new AttachFile("a.txt", "text/plain", 5, "ab", "key"), context)),
            Of("detach", (task, context) => DetachFileAct.Decide(
                task, new DetachFile(AttachFileAct.IdOf(Context("command 1"))))),
            Of("reply", (task, context) => CommentOnTaskAct.Decide(
                task, new CommentOnTask("Yes", task?.Comments.LastOrDefault()?.Id), context)),
            Of("edit a comment", (task, context) =>
                EditCommentAct.Decide(task, new EditComment(LastComment(task), "Hm!"), context, [Ben])),
            Of("edit it again", (task, context) =>
                EditCommentAct.Decide(task, new EditComment(LastComment(task), "Aha"), context)),
            Of("delete a comment", (task, context) => DeleteCommentAct.Decide(
                task, new DeleteComment(LastComment(task)), ListRole.Editor, context)),
            Of("signals", (task, context) => RaiseTaskSignalsAct.Decide(
                task, new RaiseTaskSignals(60), context with { Caller = Caller.System })),
            Patch("title", PatchNothing with { Title = "Oat milk", Priority = 3 }),
            Patch("status", PatchNothing with { Status = WorkStatus.Blocked }),
            Patch("done", PatchNothing with { Status = WorkStatus.Done }),
            Patch("section", PatchNothing with { SectionId = (SectionId?)Doing }),
            Patch("no section", PatchNothing with { SectionId = (SectionId?)null }),
            Patch("attributes", PatchNothing with
            {
                Attributes = (JsonText?)new JsonText("""{"a":{"b":[1],"c":null}}"""),
            }),
            Patch("recurrence", PatchNothing with
            {
                DueDate = (TaskDate?)new TaskDate(Noon, null),
                Recurrence = new TaskRecurrencePatch("FREQ=DAILY", "Europe/Berlin"),
            }),
            Patch("no recurrence", PatchNothing with { Recurrence = (TaskRecurrencePatch?)null }),
            Patch("reminders", PatchNothing with { Reminders = ImmutableArray.Create(new TaskReminder(Noon)) }),
            Patch("labels", PatchNothing with { Labels = ImmutableArray.Create(Red) }),
        ];

        /// <summary>The one that came last, also where it was removed: a repetition means the same one.</summary>
        private static CommentId LastComment(TaskState? task) =>
            task?.Comments.Concat(task.RemovedComments).MaxBy(comment => comment.Version)?.Id ?? default;

        private static Act Patch(string name, PatchTask patch) =>
            Of($"patch {name}", (task, context) => PatchTaskAct.Decide(task, patch, context));

        private static Act Of(string name, Func<TaskState?, CommandContext, Decision<TaskEvent>> decide) =>
            new(name, (state, context) => decide((TaskState?)state, context));
    }
}
