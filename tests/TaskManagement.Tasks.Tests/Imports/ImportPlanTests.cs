using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Imports;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Imports;

public sealed class ImportPlanTests
{
    [Fact]
    public void TaskAt_WhenAuthorsHaveNoId_ThenEachKeepsTheirNameAndKey()
    {
        var task = PlanOf(Comment("1", "", "Cleo"), Comment("2", "", "Dora"), Comment("3", "", "Cleo")).TaskAt(0);

        Assert.Equal(["Cleo", "Dora", "Cleo"], task.Comments.Select(comment => comment.AuthorName));
        var subjects = task.Comments
            .Select(comment => ImportedComments.SubjectOf(CardSource.System, comment.AuthorId)).ToList();
        Assert.NotEqual(subjects[0], subjects[1]);
        Assert.Equal(subjects[0], subjects[2]);
    }

    [Fact]
    public void Of_WhenCommentsHaveAuthors_ThenTheirNamesStandApart()
    {
        var plan = PlanOf(Comment("1", "m1", "Cleo"), Comment("2", "", "Dora"));

        var comments = plan.Tasks.SelectMany(task => task.Comments).ToList();
        Assert.All(comments, comment => Assert.Equal("", comment.AuthorName));
        Assert.DoesNotContain(comments, comment => comment.AuthorId.Contains("Dora", StringComparison.Ordinal));
        Assert.Equal("m1", comments[0].AuthorId);
        Assert.Equal(["Cleo", "Dora"], plan.Authors.Values.Select(name => name.Value).Order());
    }

    private static ImportPlan PlanOf(params ImportedComment[] comments) => ImportPlan.Of(
        Context(), new ImportBoard(HomeId, Board, [Card with { Comments = [.. comments] }]));

    private static ImportedComment Comment(string id, string author, string name) =>
        new(id, author, name, "Text", Noon);
}
