using System.Collections.Immutable;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tests.Imports;

public sealed class DocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly UserId Ann = new(new Guid("0197a3c5-6d2e-8f00-9abc-1234567890ab"));
    private static readonly UserId Ben = new(new Guid("0197a3c5-6d2e-8f00-9abc-1234567890ac"));

    [Fact]
    public void Faults_WhenPartsFit_ThenNone() => Assert.Empty(DocumentCheck.Faults(Document(
        [Task("child", "parent"), Task("parent", null)]) with
    {
        Links = [new DocumentLink("child", RelationKind.Blocks, "parent")],
    }));

    [Fact]
    public void Faults_WhenTasksGoInACircle_ThenNamed() => Assert.Equal(
        ["a.parent", "b.parent"], Faults(Document([Task("a", "b"), Task("b", "a"), Task("c", null)])).Order());

    [Fact]
    public void Faults_WhenSubtasksAreTooDeep_ThenTheFirstTooDeepIsNamed()
    {
        ImmutableArray<DocumentTask> chain =
        [
            .. Enumerable.Range(0, TaskBounds.SubtaskLevelsMax + 1)
                .Select(i => Task($"{i}", i == 0 ? null : $"{i - 1}")),
        ];
        Assert.Equal([$"{TaskBounds.SubtaskLevelsMax}.parent"], Faults(Document(chain)));
        Assert.Equal([$"{TaskBounds.SubtaskLevelsMax}.parent"], Faults(Document([.. chain.Reverse()])));
    }

    [Fact]
    public void Faults_WhenKeysAreWrong_ThenNamed()
    {
        var document = Document([Task("a", null), Task("a", null) with { Title = "Other" }, Task("b", "none")]) with
        {
            Links = [new DocumentLink("a", RelationKind.Blocks, "nothing")],
        };
        Assert.Equal(["a.id", "b.parent", "relations."], Faults(document));
    }

    [Fact]
    public void Faults_WhenATaskHasTooManySubtasks_ThenItIsNamed() => Assert.Equal(
        ["p.subtasks"],
        Faults(Document(
            [Task("p", null), .. Enumerable.Range(0, TaskBounds.RelationsMax + 1).Select(i => Task($"{i}", "p"))])));

    [Fact]
    public void Of_WhenTasksAreRelated_ThenTheLaterOneHasTheRelation()
    {
        var board = Board(Document([Task("child", "parent"), Task("other", null), Task("parent", null)]) with
        {
            Links = [new DocumentLink("other", RelationKind.Blocks, "child")],
        });
        Assert.Equal(["other", "parent", "child"], board.Tasks.Select(task => task.Source.Id));
        Assert.Equal([1, 2, 0], board.Tasks.Select(task => task.Index));
        Assert.Equal(
            [
                new TaskRelation(RelationKind.Parent, ImportIds.TaskOf(board.ListId, new("test", "parent"))),
                new TaskRelation(RelationKind.BlockedBy, ImportIds.TaskOf(board.ListId, new("test", "other"))),
            ],
            board.Tasks[2].Relations.ToArray());
    }

    [Fact]
    public void Of_WhenSomeoneHasAnAccount_ThenTheyAreMemberAndAssignee()
    {
        var board = Board(Document([Task("t", null) with { AssigneeKeys = ["nobody", "b"] }]) with
        {
            People = [new DocumentPerson("b", "Ben", Role: ListRole.Viewer), new DocumentPerson("nobody", "N")],
        });
        Assert.Equal([new ImportMember(Ben, ListRole.Viewer)], board.List.Members.ToArray());
        Assert.Equal(Ben, board.Tasks[0].AssigneeId);
        Assert.Equal([Ben, null], board.People.Select(person => person.UserId));
    }

    private static ImportBoard Board(ImportDocument document) => DocumentBoard.Of(
        document, Ann, ImmutableDictionary<string, UserId>.Empty.Add("b", Ben), Now);

    private static IEnumerable<string> Faults(ImportDocument document) =>
        DocumentCheck.Faults(document).Select(fault => $"{fault.Place}.{fault.Field}");

    private static ImportDocument Document(ImmutableArray<DocumentTask> tasks) =>
        new(new ImportSource("test", "list"), "List") { Tasks = tasks };

    private static DocumentTask Task(string key, string? parent) => new(key, key, key) { ParentKey = parent };
}
