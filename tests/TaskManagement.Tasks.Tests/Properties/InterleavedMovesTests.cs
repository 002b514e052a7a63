using System.Collections.Immutable;
using FsCheck.Xunit;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Properties;

/// <summary>Two sort one board at the same time, each by the board that they saw last.</summary>
[Trait("Peer", "9")]
public sealed class InterleavedMovesTests
{
    private const int Tasks = 7;

    [Property(MaxTest = 3_000)]
    public void Move_WhenTwoSortTheBoardTheySawLast_ThenEachMoveCountsAndNoPositionIsTakenTwice(
        ImmutableArray<(byte Task, byte Neighbour, bool IsAfter, byte Who, bool Looks)> steps)
    {
        var board = Enumerable.Range(0, Tasks)
            .Select(index => After(null, Created() with
            {
                TaskId = Named($"{index}"), Position = Position.AtEnd(Noon.AddMinutes(index), Named($"{index}").Value),
            }))
            .ToArray();
        var seen = new[] { Positions(board), Positions(board) };
        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
        {
            var (who, task) = (step.Who % 2, step.Task % Tasks);
            if (step.Looks)
                seen[who] = Positions(board);
            var place = Beside(seen[who], seen[who][step.Neighbour % Tasks], step.IsAfter);
            var command = new MoveTask(null, default, null, null);

            var moved = MoveTaskAct.Decide(
                board[task], command, place, ListDescription.Empty, ListDescription.Empty, Context($"move {index}"));

            board[task] = After(board[task], moved.Events);
            var position = board[task].Position;
            Assert.True(place.Lower is null || string.CompareOrdinal(place.Lower, position) < 0);
            Assert.True(place.Upper is null || string.CompareOrdinal(position, place.Upper) < 0);
            Assert.Equal(Tasks, board.Select(one => one.Position).Distinct(StringComparer.Ordinal).Count());
        }
    }

    private static TaskId Named(string name) => new(DerivedId.FromParts("task", name));

    private static ImmutableArray<string> Positions(TaskState[] board) =>
        [.. board.Select(task => task.Position).Order(StringComparer.Ordinal)];

    private static Place Beside(ImmutableArray<string> board, string neighbour, bool isAfter)
    {
        var at = board.IndexOf(neighbour);
        return isAfter
            ? new Place(HomeId, null, neighbour, at + 1 < board.Length ? board[at + 1] : null)
            : new Place(HomeId, null, at > 0 ? board[at - 1] : null, neighbour);
    }
}
