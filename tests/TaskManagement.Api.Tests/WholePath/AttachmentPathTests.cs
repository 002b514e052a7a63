using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Api.Attachments;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Files are attached, downloaded, taken off and brought back.</summary>
[Collection(WholePathCollection.Name)]
public sealed class AttachmentPathTests(ServerHost server)
{
    private const string Page = "<script>alert(1)</script>";

    [Fact]
    public async Task Attachment_WhenLivedThrough_ThenContentComesBackAndUndoBringsItBack()
    {
        var (owner, path) = (server.Owner, await TaskAsync());
        var attached = await AttachAsync(owner, path, "hello", "../../etc/\u202ehello.txt", "text/plain");
        Assert.Equal("hello.txt", attached.GetProperty("name").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData("hello"u8)), attached.GetProperty("sha256").GetString());
        var one = $"{path}/{attached.GetProperty("id").GetString()}";

        Assert.Equal("hello", await ContentAsync(owner, one));
        await owner.SendAsync("DELETE", one, null, 204);
        await owner.RefusedAsync(404, "attachment_not_found", "GET", one);
        await owner.RefusedAsync(404, "attachment_not_found", "DELETE", one);
        Assert.Empty(await ItemsAsync(owner, path));
        await owner.SendAsync("POST", path.Replace("attachments", "undo", StringComparison.Ordinal));

        Assert.Equal("hello", await ContentAsync(owner, one));
        Assert.Equal(attached.ToString(), Assert.Single(await ItemsAsync(owner, path)).ToString());
    }

    [Fact]
    public async Task Download_WhenContentIsAPage_ThenNoBrowserRunsIt()
    {
        var (owner, path) = (server.Owner, await TaskAsync());
        var attached = await AttachAsync(owner, path, Page, "page.html", "text/html");

        using var response = await owner.RespondAsync("GET", $"{path}/{attached.GetProperty("id").GetString()}");

        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("page.html", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith(
            "sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_WhenARangeIsAskedFor_ThenThatAndNoMore()
    {
        var (owner, path) = (server.Owner, await TaskAsync());
        var attached = await AttachAsync(owner, path, "0123456789", "digits.txt", "text/plain");
        var one = $"{path}/{attached.GetProperty("id").GetString()}";
        var tag = $"\"{attached.GetProperty("sha256").GetString()}\"";

        using var part = await owner.RespondAsync("GET", one, null, ("Range", "bytes=2-4"), ("If-Range", tag));
        using var whole = await owner.RespondAsync("GET", one, null, ("Range", "bytes=2-4"), ("If-Range", "\"x\""));
        using var beyond = await owner.RespondAsync("GET", one, null, ("Range", "bytes=20-"));
        using var same = await owner.RespondAsync("GET", one, null, ("If-None-Match", tag));
        using var head = await owner.RespondAsync("HEAD", one);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("234", await part.Content.ReadAsStringAsync());
        Assert.Equal("0123456789", await whole.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal((10, tag), (head.Content.Headers.ContentLength, head.Headers.ETag?.Tag));
    }

    [Fact]
    public async Task Attach_WhenRepeated_ThenOneAttachment_AndOtherContentIsRefused()
    {
        var (owner, path) = (server.Owner, await TaskAsync());
        var first = await AttachAsync(owner, path, "once", "a.txt", "text/plain", key: "attach-once");
        var again = await AttachAsync(owner, path, "once", "a.txt", "text/plain", key: "attach-once");

        Assert.Equal(first.ToString(), again.ToString());
        using var other = await SendAsync(owner, path, "twice", "a.txt", "text/plain", "attach-once");
        await ApiHost.ProblemOfAsync(other, 422, "idempotency_key_reused");
        Assert.Single(await ItemsAsync(owner, path));
    }

    [Fact]
    public async Task Attach_WhenMalformedForeignOrTooLarge_ThenRefusedAndNothingIsKept()
    {
        var (owner, path) = (server.Owner, await TaskAsync());
        var files = server.StoredFiles;
        using var nameless = await SendAsync(owner, path, "x", name: null, "text/plain");
        await ApiHost.ProblemOfAsync(nameless, 400, "validation_failed");
        using var dots = await SendAsync(owner, path, "x", "../..", "text/plain");
        await ApiHost.ProblemOfAsync(dots, 400, "validation_failed");
        using var large = await SendAsync(owner, path, new string('x', (1 << 20) + 1), "x.txt", "text/plain");
        await ApiHost.ProblemOfAsync(large, 413, "body_too_large");
        using var foreign = await SendAsync(server.Stranger, path, "x", "x.txt", "text/plain");
        await ApiHost.ProblemOfAsync(foreign, 404, "task_not_found");
        await server.Stranger.RefusedAsync(404, "task_not_found", "GET", path);

        Assert.Empty(await ItemsAsync(owner, path));
        Assert.Equal(files, server.StoredFiles);
    }

    [Fact]
    public async Task Sweep_WhenContentIsOldAndNobodyHasIt_ThenOnlyThatIsDeleted()
    {
        var (owner, path) = (server.Owner, await TaskAsync());
        var attached = await AttachAsync(owner, path, "mine", "mine.txt", "text/plain");
        var old = server.StoreFile(age: TimeSpan.FromHours(25));
        var young = server.StoreFile(age: TimeSpan.FromHours(1));
        server.AgeFiles(TimeSpan.FromHours(25), except: young);

        await server.Services.GetRequiredService<UnclaimedContentSweep>().SweepAsync(CancellationToken.None);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
        Assert.Equal("mine", await ContentAsync(owner, $"{path}/{attached.GetProperty("id").GetString()}"));
    }

    [Fact]
    public async Task Download_WhenTheContentIsDamaged_ThenItIsSaid()
    {
        var (owner, path) = (server.Owner, await TaskAsync());
        var before = server.Files.ToHashSet();
        var attached = await AttachAsync(owner, path, "hello", "hello.txt", "text/plain");
        var file = Assert.Single(server.Files.Except(before));
        var one = $"{path}/{attached.GetProperty("id").GetString()}";

        await File.WriteAllTextAsync(file, "hallo");
        await owner.RefusedAsync(500, "attachment_content_damaged", "GET", one);
        await File.WriteAllTextAsync(file, "hell");
        await owner.RefusedAsync(500, "attachment_content_damaged", "GET", one);
        await File.WriteAllTextAsync(file, "hello");
        Assert.Equal("hello", await ContentAsync(owner, one));
    }

    private async Task<string> TaskAsync() =>
        $"/tasks/{await server.Owner.TaskAsync(await server.Owner.ListAsync())}/attachments";

    private static async Task<JsonElement> AttachAsync(
        Person person, string path, string content, string name, string mediaType, string? key = null)
    {
        using var response = await SendAsync(person, path, content, name, mediaType, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static Task<HttpResponseMessage> SendAsync(
        Person person, string path, string content, string? name, string mediaType, string? key = null)
    {
        var query = name is null ? "" : $"?name={Uri.EscapeDataString(name)}";
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1{path}{query}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)),
            // Otherwise the connection may end while the body is still being sent, and the answer with it.
            Headers = { ExpectContinue = true },
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return person.Client.SendAsync(request);
    }

    private static async Task<string> ContentAsync(Person person, string path)
    {
        using var response = await person.RespondAsync("GET", path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<JsonElement[]> ItemsAsync(Person person, string path) =>
        [.. (await person.SendAsync("GET", path)).GetProperty("items").EnumerateArray()];
}
