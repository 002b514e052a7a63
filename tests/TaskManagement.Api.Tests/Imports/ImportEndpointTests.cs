using System.Collections.Immutable;
using System.Net;
using System.Text;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tests.Imports;

public sealed class ImportEndpointTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Route = "/api/v1/imports/trello";

    [Fact]
    public async Task Import_WhenFinished_ThenCreatedWithProgress()
    {
        Answers(ImportStatus.Running, [ImportStatus.Running, ImportStatus.Finished], imported: 5);
        using var response = await SendAsync();
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var progress = await ApiHost.BodyOfAsync(response);
        Assert.Equal("finished", progress.GetProperty("status").GetString());
        Assert.Equal(5, progress.GetProperty("imported").GetInt32());
        var id = progress.GetProperty("id").GetString();
        Assert.Equal($"/api/v1/imports/{id}", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Import_WhenNothingWasNew_ThenOk()
    {
        Answers(ImportStatus.Finished, [], imported: 0);
        using var response = await SendAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Import_WhenItTakesLonger_ThenAcceptedWithLocation()
    {
        Answers(ImportStatus.Running, [ImportStatus.Running], imported: 1);
        using var response = await SendAsync();
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.StartsWith("/api/v1/imports/", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WhenItFails_ThenProblemOfTheFailure()
    {
        Answers(ImportStatus.Running, [ImportStatus.Failed], imported: 1, Refusals.Forbidden("role editor"));
        using var response = await SendAsync();
        await ApiHost.ProblemOfAsync(response, 403, "forbidden");
    }

    [Fact]
    public async Task Import_WhenSentTwice_ThenSameImportAndList()
    {
        Answers(ImportStatus.Finished, [], imported: 0);
        using var first = await SendAsync();
        using var second = await SendAsync();
        var starts = host.Grains.Calls.Where(call => call.Method == nameof(IImportGrain.Start)).TakeLast(2).ToList();
        Assert.Equal(starts[0].Key, starts[1].Key);
        Assert.Equal(starts[0].Argument<ImportBoard>().ListId, starts[1].Argument<ImportBoard>().ListId);
        Assert.Equal(Origin.Import, starts[0].Argument<CommandContext>().Origin);
        Assert.Equal(starts[0].Argument<CommandContext>().BodyHash, starts[1].Argument<CommandContext>().BodyHash);
    }

    [Fact]
    public async Task Import_WhenBoardIsInvalid_ThenPathsAreNamedAndNothingIsStarted()
    {
        host.Grains.Calls.Clear();
        using var response = await host.Client.PostAsync(Route, ApiHost.Json(
            """{"id":"b","name":"B","lists":[{"id":"l","name":"L"}],"cards":[{"id":"c","name":"C","idList":"x"}]}"""));
        var problem = await ApiHost.ProblemOfAsync(response, 400, "import_invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("cards[0].idList", out _));
        Assert.DoesNotContain(host.Grains.Calls, call => call.Grain == typeof(IImportGrain));
    }

    [Fact]
    public async Task Import_WhenLargerThanOtherBodiesMayBe_ThenTaken()
    {
        Answers(ImportStatus.Finished, [], imported: 1);
        var json = new StringBuilder("""{"id":"big","name":"B","lists":[{"id":"l","name":"L"}],"cards":[""")
            .AppendJoin(',', Enumerable.Range(0, 10_000).Select(i =>
                $$"""{"id":"c{{i}}","name":"Card {{i}}","desc":"{{new string('d', 200)}}","idList":"l"}"""))
            .Append("]}").ToString();
        Assert.InRange(json.Length, 2 << 20, 8 << 20);
        using var response = await host.Client.PostAsync(Route, ApiHost.Json(json));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var start = host.Grains.Calls.Last(call => call.Method == nameof(IImportGrain.Start));
        Assert.Equal(10_000, start.Argument<ImportBoard>().Tasks.Length);
    }

    [Fact]
    public async Task Import_WhenMediaTypeIsAnother_ThenUnsupported()
    {
        using var response = await host.Client.PostAsync(Route, new StringContent("{}", Encoding.UTF8, "text/csv"));
        await ApiHost.ProblemOfAsync(response, 415, "media_type_unsupported");
    }

    [Fact]
    public async Task Progress_WhenIdIsNone_ThenNotFound()
    {
        using var response = await host.Client.GetAsync("/api/v1/imports/x");
        await ApiHost.ProblemOfAsync(response, 404, "import_not_found");
    }

    private void Answers(ImportStatus started, ImportStatus[] then, int imported, Refusal? failure = null)
    {
        var asked = 0;
        host.Grains
            .When<IAccountsGrain>(nameof(IAccountsGrain.FindAccounts), call => Task.FromResult<
                ImmutableArray<UserId?>>([.. call.Argument<ImmutableArray<string>>().Select(_ => (UserId?)null)]))
            .When<IImportGrain>(nameof(IImportGrain.Start), call => Progress(call, started))
            .When<IImportGrain>(
                nameof(IImportGrain.Progress), call => Progress(call, then[Math.Min(asked++, then.Length - 1)]));

        Task<Result<ImportProgress>> Progress(GrainCall call, ImportStatus status)
        {
            var reason = status == ImportStatus.Failed ? failure : null;
            return Task.FromResult<Result<ImportProgress>>(new ImportProgress(
                new ImportId((Guid)call.Key), status, default, 3, 5, imported, 5 - imported, 0, reason));
        }
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "trello-small.json"));
        return await host.Client.PostAsync(Route, ApiHost.Json(json));
    }
}
