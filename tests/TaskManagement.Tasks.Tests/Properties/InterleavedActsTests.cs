using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tests.Tasks;
using TaskManagement.Tasks.Tests.Undo;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Properties;

/// <summary>
/// Two act on one task at the same time, each on the state that they saw last. What was decided on a state that has
/// been overtaken is decided again, as the log's versions make it.
/// </summary>
[Trait("Peer", "3")]
[Trait("Peer", "4")]
public sealed class InterleavedActsTests
{
    [Property(Arbitrary = [typeof(Interleavings)], MaxTest = 3_000)]
    public void Act_WhenTwoDecideOnWhatTheySawLast_ThenNothingIsLostAndTheTaskHoldsTogether(Interleaving interleaving)
    {
        var story = new Story();
        var callers = interleaving.Acts
            .Select((act, index) => (act, index))
            .GroupBy(one => one.index % 2)
            .Select(own => new Person(own.Key == 0 ? Ann : Ben, [.. own]))
            .ToArray();

        foreach (var turn in interleaving.Turns)
            callers[turn % callers.Length].Step(story);
        foreach (var caller in callers)
            caller.Finish(story);

        var commands = story.NewestFirst.Select(one => one.Stored.CommandId).ToList();
        Assert.Equal(
            commands.Distinct().Count(),
            commands.Where((command, index) => index == 0 || command != commands[index - 1]).Count());
    }

    /// <param name="Acts">Those of the first and the second person in turn.</param>
    /// <param name="Turns">Who takes the next step: looks, or decides and writes.</param>
    public sealed record Interleaving(ImmutableArray<RepeatedActsTests.Act> Acts, ImmutableArray<byte> Turns)
    {
        public override string ToString() => $"{string.Join(", ", Acts)} in turns {string.Join(' ', Turns)}";
    }

    public static class Interleavings
    {
        public static Arbitrary<Interleaving> All() => (
            from acts in RepeatedActsTests.Acts.Sequences().Generator
            from turns in Gen.Choose(0, 1).ArrayOf(4 * acts.Length)
            select new Interleaving(acts, [.. turns.Select(turn => (byte)turn)]))
            .ToArbitrary();
    }

    private sealed class Person(UserId user, ImmutableArray<(RepeatedActsTests.Act Act, int Index)> acts)
    {
        private TaskState? _seen;
        private bool _hasLooked;
        private int _next;

        public void Step(Story story)
        {
            if (_next == acts.Length)
                return;
            if (!_hasLooked)
                (_seen, _hasLooked) = (story.Task, true);
            else
                Decide(story);
        }

        public void Finish(Story story)
        {
            while (_next < acts.Length)
                Step(story);
        }

        private void Decide(Story story)
        {
            var (act, index) = acts[_next];
            var events = act.Decide(_seen, Context($"command {index}", user, index)).Events;
            if (!events.IsEmpty && _seen?.Version != story.Task?.Version)
            {
                _seen = story.Task;
                return;
            }

            Write(story, act, events);
            (_next, _hasLooked) = (_next + 1, false);
        }

        private void Write(Story story, RepeatedActsTests.Act act, ImmutableArray<TaskEvent> events)
        {
            var task = story.Task;
            foreach (var @event in events)
            {
                var after = After(task, @event);
                Assert.True(!FieldsTold.Wrong(task, @event, after).Any(), Complaint(act, @event, task, after));
                task = after;
            }

            story.Then(user, events);
            if (story.Task is { } now)
                HoldsTogether(now, story.NewestFirst.Length, act);
        }

        private static string Complaint(
            RepeatedActsTests.Act act, TaskEvent @event, TaskState? before, TaskState after) =>
            $"{act.Name}, {@event.GetType().Name}: {string.Join("; ", FieldsTold.Wrong(before, @event, after))}";

        private static void HoldsTogether(TaskState task, int events, RepeatedActsTests.Act act)
        {
            Assert.Equal(events, task.Version);
            Assert.True(task.Status == WorkStatus.Done == task.CompletedAt.HasValue, $"after {act.Name}");
            var comments = task.Comments.Concat(task.RemovedComments).Select(comment => comment.Id).ToList();
            Assert.Equal(comments.Distinct(), comments);
            var attachments = task.Attachments.Select(attachment => attachment.Id).ToList();
            Assert.Equal(attachments.Distinct(), attachments);
            Assert.Matches(@"\A[0-9A-Za-z]*[1-9A-Za-z]\z", task.Position);
        }
    }
}
