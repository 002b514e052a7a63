using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class ImportTaskTests
{
    [Fact]
    public void Import_WhenNew_ThenItKeepsWhatItWas()
    {
        var created = Assert.IsType<TaskCreated>(
            Assert.Single(Import(null, Card with { Archived = true }).Events));

        Assert.Equal((Noon.AddYears(-1), CardSource), (created.CreatedAt, created.Source));
        Assert.True(created.Archived);
        Assert.Equal(Position.AtEnd(Noon, MilkId.Value, index: 7), created.Position);
    }

    [Fact]
    public void Import_WhenItIsThere_ThenItStaysAsItIs()
    {
        Assert.Empty(Import(OpenTask(), Card).Events);
        Assert.Empty(Import(DeletedTask(), Card).Events);
        Assert.Null(Import(DeletedTask(), Card).Refusal);
    }

    [Fact]
    public void Import_WhenDoneElsewhere_ThenCompletedThen()
    {
        var when = Noon.AddDays(-3);

        var events = Import(null, Card with { Done = true, CompletedAt = when }).Events;

        Assert.Equal(when, Assert.IsType<TaskCompleted>(events[1]).CompletedAt);
        Assert.Equal(Noon, After(null, Import(null, Card with { Done = true }).Events).CompletedAt);
    }

    [Fact]
    public void Import_WhenItHasComments_ThenInTheirOrderAndOnce()
    {
        var second = Comment("2", "later", Noon);
        var first = Comment("1", "earlier", Noon.AddDays(-1));

        var comments = Import(null, Card with { Comments = [second, first, second] })
            .Events.OfType<TaskCommented>().ToList();

        Assert.Equal(["earlier", "later"], comments.Select(comment => comment.Text));
        Assert.Equal(2, comments.Select(comment => comment.CommentId).Distinct().Count());
        Assert.All(comments, comment => Assert.Null(comment.AuthorId));
        Assert.Equal("Cleo", comments[0].ExternalAuthor?.Value);
        Assert.Equal(comments[0].ExternalAuthor?.Subject, comments[1].ExternalAuthor?.Subject);
    }

    [Fact]
    public void Import_WhenFieldsAreBad_ThenOneRefusalNamesThemAll()
    {
        var refusal = Import(null, Card with
        {
            Title = "",
            Description = "\0",
            DueDate = new TaskDate(null, new DateOnly(2026, 3, 3)),
            Comments = [Comment("1", "", Noon)],
        }).Refusal;

        Assert.Equal(["comments", "description", "dueTimeZone", "title"], refusal!.Fields.Keys.Order());
    }

    [Fact]
    public void Import_WhenCommentsAreTooMany_ThenRefused()
    {
        var comments = Enumerable.Range(0, TaskBounds.CommentsMax + 1).Select(i => Comment($"{i}", "x", Noon));

        Assert.Equal(["comments"], Import(null, Card with { Comments = [.. comments] }).Refusal!.Fields.Keys);
    }

    private static ImportedComment Comment(string id, string text, DateTimeOffset at) =>
        new(id, "m1", "Cleo", text, at);

    private static EventLog.Grains.Decision<TaskEvent> Import(TaskState? state, ImportTask command) =>
        ImportTaskAct.Decide(state, MilkId, command, Context());
}
