using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Comments are written, answered, edited, deleted and brought back.</summary>
[Collection(WholePathCollection.Name)]
public sealed class CommentPathTests(ServerHost server)
{
    [Fact]
    public async Task Comment_WhenLivedThrough_ThenItIsRenderedEditedAndAnswered()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        var first = await CommentAsync(owner, path, "**Why** <script>?");
        Assert.Equal("<p><strong>Why</strong> &lt;script&gt;?</p>\n", first.GetProperty("html").GetString());
        var one = $"{path}/comments/{IdOf(first)}";
        await owner.SendAsync("POST", $"{path}/comments", new { text = "Because", replyTo = IdOf(first) }, 201);

        var edited = await owner.SendAsync("PATCH", one, new { text = "Why not?" });

        Assert.Equal("Why not?", edited.GetProperty("text").GetString());
        Assert.NotEqual(JsonValueKind.Null, edited.GetProperty("editedAt").ValueKind);
        var items = await ItemsAsync(owner, path);
        Assert.Equal(["Why not?", "Because"], items.Select(item => item.GetProperty("text").GetString()));
        Assert.Equal(IdOf(first), items[1].GetProperty("replyTo").GetString());
        var history = await owner.SendAsync("GET", $"{path}/history");
        Assert.Contains("task.comment_edited.v1", history.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_WhenAnswered_ThenOnlyItsPlaceIsLeftUntilTheReplyGoesToo()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        var first = IdOf(await CommentAsync(owner, path, "Secret"));
        var reply = IdOf(await owner.SendAsync(
            "POST", $"{path}/comments", new { text = "Oh", replyTo = first }, 201));

        await owner.SendAsync("DELETE", $"{path}/comments/{first}", null, 204);

        var items = await ItemsAsync(owner, path);
        Assert.Equal("", items[0].GetProperty("text").GetString());
        Assert.True(items[0].GetProperty("deleted").GetBoolean());
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("authorId").ValueKind);
        Assert.Equal(1, (await owner.SendAsync("GET", path)).GetProperty("commentCount").GetInt32());
        await owner.RefusedAsync(404, "comment_not_found", "DELETE", $"{path}/comments/{first}");
        await owner.SendAsync("DELETE", $"{path}/comments/{reply}", null, 204);
        Assert.Empty(await ItemsAsync(owner, path));
        await owner.SendAsync("POST", $"{path}/undo");
        Assert.Equal(["", "Oh"], (await ItemsAsync(owner, path)).Select(item => item.GetProperty("text").GetString()));
    }

    [Fact]
    [Trait("Peer", "18")]
    public async Task Commenter_WhenTheyMayOnlyComment_ThenTheirOwnCommentsAreTheirs()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var path = $"/tasks/{await owner.TaskAsync(list)}";
        using var ben = await MemberAsync(list, "commenter");
        var own = IdOf(await CommentAsync(ben.Person, path, "From a reader"));
        var foreign = IdOf(await CommentAsync(owner, path, "From the owner"));

        await ben.Person.SendAsync("PATCH", $"{path}/comments/{own}", new { text = "From a careful reader" });
        await ben.Person.RefusedAsync(
            403, "comment_not_yours", "PATCH", $"{path}/comments/{foreign}", new { text = "x" });
        await ben.Person.RefusedAsync(403, "comment_not_yours", "DELETE", $"{path}/comments/{foreign}");
        await ben.Person.RefusedAsync(403, "forbidden", "PATCH", path, new { title = "x" });
        await owner.RefusedAsync(403, "comment_not_yours", "PATCH", $"{path}/comments/{own}", new { text = "x" });
        await owner.SendAsync("DELETE", $"{path}/comments/{own}", null, 204);
        await owner.SendAsync("PUT", $"/lists/{list}/members/{ben.Person.Id}", new { role = "viewer" });
        await ben.Person.RefusedAsync(403, "forbidden", "POST", $"{path}/comments", new { text = "x" });
    }

    [Fact]
    public async Task Undo_WhenTheCommentIsAnothers_ThenAnEditorMayNot()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var path = $"/tasks/{await owner.TaskAsync(list)}";
        using var ben = await MemberAsync(list, "editor");
        await CommentAsync(owner, path, "Mine");
        await ben.Person.RefusedAsync(403, "forbidden", "POST", $"{path}/undo");
        await CommentAsync(ben.Person, path, "Ben's");
        await ben.Person.SendAsync("POST", $"{path}/undo");
        Assert.Equal("Mine", Assert.Single(await ItemsAsync(owner, path)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Mention_WhenAMemberIsNamed_ThenItIsRaisedOnceAndHoldsNoName()
    {
        var owner = server.Owner;
        var list = await owner.ListAsync();
        var path = $"/tasks/{await owner.TaskAsync(list)}";
        using var ben = await MemberAsync(list, "viewer");
        var comment = IdOf(await CommentAsync(
            owner, path, $"@{ben.Handle}, @owner, @stranger and `@{ben.Handle}`: look"));
        await owner.SendAsync("PATCH", $"{path}/comments/{comment}", new { text = $"@{ben.Handle} look again" });

        var history = await owner.SendAsync("GET", $"{path}/history");

        var mention = Assert.Single(history.GetProperty("items").EnumerateArray(), entry =>
            entry.GetProperty("type").GetString() == "task.mentioned.v1");
        var told = mention.GetProperty("changes")[0].GetProperty("new").GetProperty("userIds");
        Assert.Equal(ben.Person.Id, Assert.Single(told.EnumerateArray()).GetGuid());
        Assert.DoesNotContain(ben.Handle, mention.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comment_WhenRepeatedMalformedOrStale_ThenNoSecondEffect()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        var key = ("Idempotency-Key", "comment-once");
        var first = await owner.SendAsync("POST", $"{path}/comments", new { text = "Once" }, 201, key);
        var again = await owner.SendAsync("POST", $"{path}/comments", new { text = "Once" }, 201, key);
        Assert.Equal(first.ToString(), again.ToString());
        var one = $"{path}/comments/{IdOf(first)}";
        await owner.RefusedAsync(400, "validation_failed", "POST", $"{path}/comments", new { text = " " });
        await owner.RefusedAsync(
            400, "validation_failed", "POST", $"{path}/comments", new { text = "x", replyTo = Guid.CreateVersion7() });
        await owner.RefusedAsync(400, "validation_failed", "PATCH", one, new { text = 1 });
        await owner.RefusedAsync(
            404, "comment_not_found", "PATCH", $"{path}/comments/{Guid.CreateVersion7()}", new { text = "x" });
        await owner.SendAsync("PATCH", path, new { title = "Another version of the task" });
        var read = ("If-Match", $"\"{first.GetProperty("version").GetInt64()}\"");
        await owner.SendAsync("PATCH", one, new { text = "Twice" }, 200, read);
        await owner.RefusedAsync(412, "version_stale", "PATCH", one, new { text = "Thrice" }, read);
        await owner.RefusedAsync(412, "version_stale", "DELETE", one, null, read);
        Assert.Equal("Twice", Assert.Single(await ItemsAsync(owner, path)).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Comment_WhenCallerIsNoMember_ThenTheTaskIsNotThere(string method)
    {
        var path = $"/tasks/{await server.Owner.TaskAsync(await server.Owner.ListAsync())}";
        var one = $"{path}/comments/{IdOf(await CommentAsync(server.Owner, path, "x"))}";
        await server.Stranger.RefusedAsync(
            404, "task_not_found", method, one, method == "PATCH" ? new { text = "x" } : null);
    }

    [Fact]
    public async Task Description_WhenRead_ThenItIsRendered()
    {
        var owner = server.Owner;
        var path = $"/tasks/{await owner.TaskAsync(await owner.ListAsync())}";
        await owner.SendAsync("PATCH", path, new { description = "# Hi\n[x](javascript:alert(1))" });
        var rendered = await owner.SendAsync("GET", $"{path}/description");
        Assert.Equal("<h1>Hi</h1>\n<p>x</p>\n", rendered.GetProperty("html").GetString());
        await server.Stranger.RefusedAsync(404, "task_not_found", "GET", $"{path}/description");
    }

    private static string IdOf(JsonElement comment) => comment.GetProperty("id").GetString()!;

    private static Task<JsonElement> CommentAsync(Person person, string path, string text) =>
        person.SendAsync("POST", $"{path}/comments", new { text }, 201);

    private static async Task<JsonElement[]> ItemsAsync(Person person, string path) =>
        [.. (await person.SendAsync("GET", $"{path}/comments")).GetProperty("items").EnumerateArray()];

    private async Task<Member> MemberAsync(string list, string role)
    {
        var handle = $"ben{Guid.NewGuid():N}"[..12];
        var person = await server.RegisterAsync(handle);
        await server.Owner.SendAsync("PUT", $"/lists/{list}/members/{person.Id}", new { role });
        return new Member(person, handle);
    }

    private sealed record Member(Person Person, string Handle) : IDisposable
    {
        public void Dispose() => Person.Client.Dispose();
    }
}
