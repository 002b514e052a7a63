using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Api.Attachments;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>What is in the trash is removed for good.</summary>
[Collection(WholePathCollection.Name)]
public sealed class PurgePathTests(ServerHost server)
{
    [Fact]
    public async Task Purge_WhenATaskLiesInTheTrash_ThenItAndItsFilesAreGone()
    {
        var owner = server.Owner;
        var task = await owner.TaskAsync(await owner.ListAsync(), "Short-lived");
        await AttachAsync(task);
        await owner.RefusedAsync(409, "task_not_deleted", "DELETE", $"/trash/{task}");
        await owner.SendAsync("DELETE", $"/tasks/{task}", null, 204);
        var key = ("Idempotency-Key", $"purge-{task}");

        await owner.SendAsync("DELETE", $"/trash/{task}", null, 204, key);
        await owner.SendAsync("DELETE", $"/trash/{task}", null, 204, key);

        await owner.RefusedAsync(404, "task_purged", "DELETE", $"/trash/{task}");
        await owner.RefusedAsync(404, "task_purged", "GET", $"/tasks/{task}");
        await owner.RefusedAsync(404, "task_purged", "GET", $"/tasks/{task}/history");
        await owner.RefusedAsync(404, "task_purged", "POST", $"/tasks/{task}/restore");
        await server.Stranger.RefusedAsync(404, "task_not_found", "GET", $"/tasks/{task}");
        var trash = await owner.SendAsync("GET", "/trash?limit=200");
        Assert.DoesNotContain(task, trash.ToString(), StringComparison.Ordinal);
        var before = server.StoredFiles;
        server.AgeFiles(TimeSpan.FromHours(25), except: "");
        await server.Services.GetRequiredService<UnclaimedContentSweep>().SweepAsync(CancellationToken.None);
        Assert.True(server.StoredFiles < before);
    }

    [Fact]
    public async Task Purge_WhenAListLiesInTheTrash_ThenItIsGoneForItsOwnerAlone()
    {
        var (owner, friend) = (server.Owner, await server.RegisterAsync("purger"));
        var list = await owner.ListAsync();
        await owner.SendAsync("PUT", $"/lists/{list}/members/{friend.Id}", new { role = "editor" });
        var task = await owner.TaskAsync(list);
        await owner.RefusedAsync(409, "list_not_deleted", "DELETE", $"/trash/{list}");
        await friend.SendAsync("DELETE", $"/tasks/{task}", null, 204);
        await friend.RefusedAsync(403, "forbidden", "DELETE", $"/trash/{task}");
        await owner.SendAsync("DELETE", $"/lists/{list}", null, 204);
        await friend.RefusedAsync(403, "forbidden", "DELETE", $"/trash/{list}");
        await owner.RefusedAsync(412, "version_stale", "DELETE", $"/trash/{list}", null, ("If-Match", "\"1\""));

        await owner.SendAsync("DELETE", $"/trash/{list}", null, 204);

        await owner.RefusedAsync(404, "list_purged", "POST", $"/lists/{list}/restore");
        await owner.RefusedAsync(404, "list_purged", "GET", $"/lists/{list}");
        await friend.RefusedAsync(404, "list_not_found", "POST", $"/lists/{list}/restore");
        await friend.RefusedAsync(404, "task_not_found", "POST", $"/tasks/{task}/restore");
        friend.Client.Dispose();
    }

    [Fact]
    public async Task Purge_WhenTheIdNamesNothing_ThenNotFound()
    {
        await server.Owner.RefusedAsync(404, "task_not_found", "DELETE", $"/trash/{Guid.CreateVersion7()}");
        using var malformed = await server.Owner.RespondAsync("DELETE", "/trash/nothing");
        Assert.Equal(HttpStatusCode.NotFound, malformed.StatusCode);
    }

    private async Task AttachAsync(string task)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/tasks/{task}/attachments?name=a.txt")
        {
            Content = new StringContent("gone soon", MediaTypeHeaderValue.Parse("text/plain")),
        };
        using var response = await server.Owner.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }
}
