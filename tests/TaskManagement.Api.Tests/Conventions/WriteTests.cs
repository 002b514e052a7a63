using System.Net;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tests.Conventions;

public sealed class WriteTests(ApiHost host) : IClassFixture<ApiHost>
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task Create_WhenKeyIsRepeated_ThenSameCommandAndSameGrain()
    {
        var (first, second) = (await CreateAsync("key-1", "a"), await CreateAsync("key-1", "a"));
        Assert.Equal(Context(first).Id, Context(second).Id);
        Assert.Equal(Context(first).BodyHash, Context(second).BodyHash);
        Assert.Equal(first.Key, second.Key);
    }

    [Fact]
    public async Task Create_WhenKeyIsRepeatedWithAnotherBody_ThenHashDiffers()
    {
        var (first, second) = (await CreateAsync("key-2", "a"), await CreateAsync("key-2", "b"));
        Assert.Equal(Context(first).Id, Context(second).Id);
        Assert.NotEqual(Context(first).BodyHash, Context(second).BodyHash);
    }

    [Fact]
    public async Task Create_WhenNoKeyIsSent_ThenEveryCommandIsNew()
    {
        var (first, second) = (await CreateAsync(null, "a"), await CreateAsync(null, "a"));
        Assert.NotEqual(Context(first).Id, Context(second).Id);
        Assert.Equal(7, Context(first).Id.Value.Version);
    }

    [Fact]
    public async Task Complete_WhenKeyIsThatOfAnotherRoute_ThenAnotherCommand()
    {
        var completed = await ActAsync("complete", ("Idempotency-Key", "key-3"));
        var reopened = await ActAsync("reopen", ("Idempotency-Key", "key-3"));
        Assert.NotEqual(Context(completed).Id, Context(reopened).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\there")]
    [InlineData(null)]
    public async Task Complete_WhenKeyIsMalformed_ThenRefusedByName(string? key)
    {
        using var request = Act("complete", ("Idempotency-Key", key ?? new string('k', 256)));
        using var response = await host.Client.SendAsync(request);
        var problem = await ApiHost.ProblemOfAsync(response, 400, "idempotency_key_invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Theory]
    [InlineData("\"7\"", 7L)]
    [InlineData("*", null)]
    public async Task Complete_WhenIfMatchIsSent_ThenVersionTravels(string header, long? version) =>
        Assert.Equal(version, Context(await ActAsync("complete", ("If-Match", header))).IfVersion);

    [Theory]
    [InlineData("7")]
    [InlineData("W/\"7\"")]
    [InlineData("\"seven\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"-7\"")]
    [InlineData("\"99999999999999999999\"")]
    public async Task Complete_WhenIfMatchIsMalformed_ThenRefusedByName(string header)
    {
        using var response = await host.Client.SendAsync(Act("complete", ("If-Match", header)));
        var problem = await ApiHost.ProblemOfAsync(response, 400, "if_match_invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("If-Match", out _));
    }

    [Fact]
    public async Task Complete_WhenStale_ThenPreconditionFailed()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), _ => Samples.Refused(Refusals.Stale(9)));
        using var response = await host.Client.SendAsync(Act("complete", ("If-Match", "\"7\"")));
        await ApiHost.ProblemOfAsync(response, 412, "version_stale");
    }

    [Fact]
    public async Task Complete_WhenTraceparentIsSent_ThenItTravels()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var call = await ActAsync("complete", ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));
        Assert.Contains(Trace, Context(call).TraceParent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_WhenOutcomeIsUnknownOnce_ThenRepeatedUnderTheSameId()
    {
        var attempts = 0;
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), call => ++attempts == 1
            ? Task.FromException<Result<TaskItem>>(new Orleans.Storage.InconsistentStateException("unknown"))
            : Samples.Answer(Samples.Task(_id)));
        using var response = await host.Client.SendAsync(Act("complete"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, attempts);
        Assert.Single(Calls<CompleteTask>().Select(call => Context(call).Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Complete_WhenItKeepsFailing_ThenSaysWhatIsKnown(Exception failure, string code)
    {
        var attempts = 0;
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), _ =>
        {
            attempts++;
            return Task.FromException<Result<TaskItem>>(failure);
        });
        using var response = await host.Client.SendAsync(Act("complete"));
        await ApiHost.ProblemOfAsync(response, 503, code);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.Equal(2, attempts);
    }

    public static TheoryData<Exception, string> Failures => new()
    {
        { new TimeoutException("late"), "outcome_unknown" },
        { new Orleans.Storage.InconsistentStateException("unknown"), "outcome_unknown" },
        { new SiloUnavailableException("gone"), "outcome_unknown" },
        { new AppendFailedException("rolled back", mayRetry: true), "storage_unavailable" },
        { new DatabaseReadException("away"), "outcome_unknown" },
        { new DatabaseWriteException("away", outcomeUnknown: false, mayRetry: true), "storage_unavailable" },
        { new DatabaseWriteException("away", outcomeUnknown: true, mayRetry: true), "outcome_unknown" },
        {
            new OrleansException(
                "storage provider", new DatabaseWriteException("away", outcomeUnknown: false, mayRetry: true)),
            "storage_unavailable"
        },
    };

    [Fact]
    public async Task Complete_WhenTheOutcomeWasUnknownAndThenTheStorageIsAway_ThenTheOutcomeIsUnknown()
    {
        var attempts = 0;
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), _ => Task.FromException<Result<TaskItem>>(
            attempts++ == 0
                ? new TimeoutException("late")
                : new DatabaseWriteException("away", outcomeUnknown: false, mayRetry: true)));
        using var response = await host.Client.SendAsync(Act("complete"));
        await ApiHost.ProblemOfAsync(response, 503, "outcome_unknown");
    }

    [Fact]
    public async Task Complete_WhenDone_ThenAnswerCarriesTheVersion()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), _ => Samples.Answer(Samples.Task(_id, 12)));
        using var response = await host.Client.SendAsync(Act("complete"));
        Assert.Equal("\"12\"", response.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData("\"7\"", HttpStatusCode.NotModified)]
    [InlineData("W/\"7\"", HttpStatusCode.NotModified)]
    [InlineData("\"6\", \"7\"", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"6\"", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    public async Task Get_WhenIfNoneMatchIsSent_ThenOnlyNewVersionsAreSent(string header, HttpStatusCode status)
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), _ => Samples.Answer(Samples.Task(_id, 7)));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/tasks/{_id}");
        request.Headers.TryAddWithoutValidation("If-None-Match", header);
        using var response = await host.Client.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("\"7\"", response.Headers.ETag?.Tag);
        Assert.Equal(status == HttpStatusCode.OK, (await response.Content.ReadAsByteArrayAsync()).Length > 0);
    }

    private async Task<GrainCall> CreateAsync(string? key, string name)
    {
        host.Grains.When<ITaskListGrain>(
            nameof(ITaskListGrain.Act), call => Samples.Answer(Samples.List((Guid)call.Key)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/lists")
        {
            Content = ApiHost.Json($$"""{"name":"{{name}}"}"""),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var call = host.Grains.Calls.Last(call => call.Method == nameof(ITaskListGrain.Act));
        Assert.Equal($"/api/v1/lists/{call.Key}", response.Headers.Location?.OriginalString);
        return call;
    }

    private async Task<GrainCall> ActAsync(string act, params (string, string)[] headers)
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), _ => Samples.Answer(Samples.Task(_id)));
        using var response = await host.Client.SendAsync(Act(act, headers));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Calls<TaskCommand>().Last();
    }

    private HttpRequestMessage Act(string act, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/tasks/{_id}/{act}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private IEnumerable<GrainCall> Calls<TCommand>() => host.Grains.Calls.Where(
        call => call.Key.Equals(_id) && call.Arguments.OfType<TCommand>().Any());

    private static CommandContext Context(GrainCall call) => call.Argument<CommandContext>();
}
