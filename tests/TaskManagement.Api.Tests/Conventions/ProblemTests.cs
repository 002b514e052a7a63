using System.Net;
using System.Net.Sockets;
using System.Text;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tests.Conventions;

public sealed class ProblemTests(ApiHost host) : IClassFixture<ApiHost>
{
    private readonly string _task = $"/api/v1/tasks/{Guid.CreateVersion7()}";

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("POST", "/api/v2/lists")]
    public async Task Request_WhenRouteIsUnknown_ThenNotFound(string method, string path)
    {
        using var client = host.ClientWith(null);
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        await ApiHost.ProblemOfAsync(response, 404, "route_not_found");
    }

    [Fact]
    public async Task Request_WhenMethodIsNotTaken_ThenNotAllowedNamesThoseThatAre()
    {
        using var response = await host.Client.PutAsync("/api/v1/lists", ApiHost.Json("{}"));
        await ApiHost.ProblemOfAsync(response, 405, "method_not_allowed");
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/merge-patch+json")]
    [InlineData("no type")]
    public async Task Create_WhenMediaTypeIsAnother_ThenUnsupported(string type)
    {
        using var content = new ByteArrayContent("""{"name":"x"}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await host.Client.PostAsync("/api/v1/lists", content);
        await ApiHost.ProblemOfAsync(response, 415, "media_type_unsupported");
    }

    [Fact]
    public async Task Create_WhenBodyIsTooLarge_ThenRefusedAndOthersAreServed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/lists")
        {
            Content = ApiHost.Json($$"""{"name":"{{new string('x', 1 << 20)}}"}"""),
            // Otherwise the connection may end while the body is still being sent, and the answer with it.
            Headers = { ExpectContinue = true },
        };
        using var response = await host.Client.SendAsync(request);
        await ApiHost.ProblemOfAsync(response, 413, "body_too_large");
        using var live = await host.Client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task Create_WhenBodyIsAnnouncedHuge_ThenRefusedWithoutReadingIt()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        var stream = socket.GetStream();
        var head = $"POST /api/v1/lists HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {host.Tokens.Sign(host.User)}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 200000000\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenGrainThrows_ThenInternalErrorTellsNothing()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), _ =>
            Task.FromException<Result<TaskItem>>(new InvalidOperationException("secret words")));
        using var response = await host.Client.GetAsync(_task);
        var problem = await ApiHost.ProblemOfAsync(response, 500, "internal_error");
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhenStorageIsAway_ThenUnavailableWithRetryAfter()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), _ =>
            Task.FromException<Result<TaskItem>>(new DatabaseReadException("no database")));
        using var response = await host.Client.GetAsync(_task);
        await ApiHost.ProblemOfAsync(response, 503, "storage_unavailable");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Get_WhenSiloIsAway_ThenUnavailableWithRetryAfter()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), _ =>
            Task.FromException<Result<TaskItem>>(new TimeoutException("no silo")));
        using var response = await host.Client.GetAsync(_task);
        await ApiHost.ProblemOfAsync(response, 503, "temporarily_unavailable");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Get_WhenIdIsNone_ThenNotFoundOfThatThing()
    {
        using var response = await host.Client.GetAsync("/api/v1/tasks/no-uuid");
        await ApiHost.ProblemOfAsync(response, 404, "task_not_found");
    }

    [Theory]
    [InlineData(RefusalKind.Invalid, 400)]
    [InlineData(RefusalKind.Unauthenticated, 401)]
    [InlineData(RefusalKind.Forbidden, 403)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.Stale, 412)]
    [InlineData(RefusalKind.Unprocessable, 422)]
    [InlineData(RefusalKind.Unavailable, 503)]
    public async Task Get_WhenGrainRefuses_ThenKindGivesStatus(RefusalKind kind, int status)
    {
        var refusal = new Refusal("some_code", "Some words.", kind);
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), _ => Samples.Refused(refusal));
        using var response = await host.Client.GetAsync(_task);
        await ApiHost.ProblemOfAsync(response, status, "some_code");
        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count > 0);
        Assert.Equal(status == 503, response.Headers.RetryAfter is not null);
    }

    [Fact]
    public void Refusal_WhenKindIsAny_ThenStatusIsKnown() =>
        Assert.All(Enum.GetValues<RefusalKind>(), kind =>
            Assert.InRange(RefusalProblems.Of(new Refusal("code", "Words.", kind)).Status, 400, 599));

    [Fact]
    public async Task Get_WhenGrainNamesFields_ThenErrorsHoldThem()
    {
        var refusal = Refusal.OfField("title", "is too long");
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), _ => Samples.Refused(refusal));
        using var response = await host.Client.GetAsync(_task);
        var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
        Assert.Equal("is too long", problem.GetProperty("errors").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Answer_WhenAny_ThenSecurityHeadersAreSet()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), call => Samples.Answer(Samples.Task((Guid)call.Key)));
        using var response = await host.Client.GetAsync(_task);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.False(response.Headers.Contains("Server"));
    }
}
