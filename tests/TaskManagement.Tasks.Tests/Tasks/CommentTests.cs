using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using TaskManagement.Tasks.Undo;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

/// <summary>Reply, edit, delete, mention.</summary>
public sealed class CommentTests
{
    private static readonly UserId Cem = User("cem");

    [Fact]
    public void Reply_WhenTheCommentIsThere_ThenItHangsFromIt()
    {
        var task = Commented();

        var reply = Assert.IsType<TaskCommented>(Assert.Single(
            CommentOnTaskAct.Decide(task, new CommentOnTask("Yes", Only(task).Id), Context("reply")).Events));

        Assert.Equal(Only(task).Id, reply.ReplyTo);
        Assert.Equal(2, After(task, reply).ToItem().CommentCount);
    }

    [Fact]
    public void Reply_WhenTheCommentIsNoneOrRemoved_ThenRefused()
    {
        var task = Commented();
        Assert.Equal(["replyTo"], Reply(task, default).Refusal!.Fields.Keys);
        Assert.Equal(["replyTo"], Reply(Removed(task), Only(task).Id).Refusal!.Fields.Keys);

        static Decision<TaskEvent> Reply(TaskState task, CommentId id) =>
            CommentOnTaskAct.Decide(task, new CommentOnTask("Yes", id), Context("reply"));
    }

    [Fact]
    public void Edit_WhenByTheAuthor_ThenBothTextsAndTheInstantAreKept()
    {
        var task = Commented();

        var edited = Assert.IsType<TaskCommentEdited>(Assert.Single(Edit(task, " Hm! ", by: Ben).Events));

        Assert.Equal(("Hm", "Hm!"), (edited.OldText, edited.NewText));
        Assert.Equal((null, Noon), (edited.OldEditedAt, edited.NewEditedAt));
        var comment = Only(After(task, edited));
        Assert.Equal(("Hm!", Noon, 3), (comment.Text, comment.EditedAt, comment.ChangedVersion));
    }

    [Fact]
    public void Edit_WhenNothingDiffers_ThenNoEvent() => Assert.Empty(Edit(Commented(), "Hm", by: Ben).Events);

    [Fact]
    public void Edit_WhenByAnotherOrTooLongOrGone_ThenRefused()
    {
        var task = Commented();
        Assert.Equal("comment_not_yours", Edit(task, "x", by: Ann).Refusal?.Code);
        Assert.Equal(["text"], Edit(task, new string('x', 20_001), by: Ben).Refusal!.Fields.Keys);
        Assert.Equal("comment_not_found", Edit(task, "x", by: Ben, new CommentId(MilkId.Value)).Refusal?.Code);
        Assert.Equal("comment_not_found", Edit(Removed(task), "x", by: Ben, Only(task).Id).Refusal?.Code);
    }

    [Fact]
    public void EditAndDelete_WhenTheVersionIsNotTheCommentsOwn_ThenStale()
    {
        var task = After(Commented(), new TaskArchived(MilkId, HomeId, false, true));
        var (fresh, stale) = (Context(by: Ben) with { IfVersion = 2 }, Context(by: Ben) with { IfVersion = 3 });
        var edit = new EditComment(Only(task).Id, "x");

        Assert.Single(EditCommentAct.Decide(task, edit, fresh).Events);
        Assert.Equal(RefusalKind.Stale, EditCommentAct.Decide(task, edit, stale).Refusal?.Kind);
        Assert.Equal(
            RefusalKind.Stale,
            DeleteCommentAct.Decide(task, new DeleteComment(edit.CommentId), ListRole.Owner, stale).Refusal?.Kind);
    }

    [Theory]
    [InlineData("ben", ListRole.Commenter, true)]
    [InlineData("ann", ListRole.Owner, true)]
    [InlineData("cem", ListRole.Editor, false)]
    public void Delete_WhenByAuthorOwnerOrAnother_ThenTheFirstTwoMay(string who, ListRole role, bool may)
    {
        var decision = DeleteCommentAct.Decide(
            Commented(), new DeleteComment(Only(Commented()).Id), role, Context(by: User(who)));

        Assert.Equal(may ? null : "comment_not_yours", decision.Refusal?.Code);
        Assert.Equal(may ? 1 : 0, decision.Events.Length);
    }

    [Fact]
    public void Delete_WhenDone_ThenItCountsNoMoreAndUndoBringsItBackToItsPlace()
    {
        var task = Commented();
        task = After(task, CommentOnTaskAct.Decide(task, new CommentOnTask("Later"), Context("later")).Events);
        var first = task.Comments[0];
        var deleted = DeleteCommentAct.Decide(task, new DeleteComment(first.Id), ListRole.Owner, Context()).Events;

        var after = After(task, deleted);
        var back = After(after, TaskOpposites.Of(after, deleted[0])!);

        Assert.Equal((1, 2), (after.ToItem().CommentCount, back.ToItem().CommentCount));
        Assert.Equal((first.Id, "Hm"), (back.Comments[0].Id, back.Comments[0].Text));
    }

    [Fact]
    public void Mention_WhenMembersAreNamed_ThenTheyAreToldOnceAndNeverTheAuthor()
    {
        var events = CommentOnTaskAct.Decide(
            OpenTask(), new CommentOnTask("@ann @ben"), Context(by: Ben), [Ann, Ben]).Events;
        var mentioned = Assert.IsType<MentionedInComment>(events[1]);
        Assert.Equal((Ben, "Buy milk"), (mentioned.AuthorId, mentioned.Title));
        Assert.Equal(Ann, Assert.Single(mentioned.UserIds));

        var task = After(OpenTask(), events);
        var edited = EditCommentAct.Decide(
            task, new EditComment(Only(task).Id, "@cem and @ann"), Context(by: Ben), [Cem, Ann]).Events;
        Assert.Equal(Cem, Assert.Single(Assert.IsType<MentionedInComment>(edited[1]).UserIds));

        task = After(task, edited);
        Assert.Single(EditCommentAct.Decide(
            task, new EditComment(Only(task).Id, "@ann again"), Context(by: Ben), [Ann]).Events);
    }

    [Fact]
    public void Undo_WhenCommentsOfOthersChange_ThenItIsTheOwnersToAllow()
    {
        var (none, ofBen) = (OpenTask(), Commented());
        var removedByAnn = After(ofBen, Removal(ofBen));
        var ben = Context(by: Ben).Caller;

        Assert.Equal(ListAct.Edit, CommentOpposites.Needed(ben, ofBen, none));
        Assert.Equal(ListAct.Administer, CommentOpposites.Needed(Context(by: Cem).Caller, ofBen, none));
        Assert.Equal(ListAct.Administer, CommentOpposites.Needed(ben, removedByAnn, ofBen));
    }

    private static TaskState Commented() => After(
        OpenTask(), CommentOnTaskAct.Decide(OpenTask(), new CommentOnTask("Hm"), Context(by: Ben)).Events);

    private static TaskState Removed(TaskState task) => After(task, Removal(task));

    private static TaskCommentDeleted Removal(TaskState task) => new(MilkId, HomeId, Only(task).Id, Ben, "Hm");

    private static TaskComment Only(TaskState task) => Assert.Single(task.Comments);

    private static Decision<TaskEvent> Edit(TaskState task, string text, UserId by, CommentId? id = null) =>
        EditCommentAct.Decide(task, new EditComment(id ?? Only(task).Id, text), Context("edit", by));
}
