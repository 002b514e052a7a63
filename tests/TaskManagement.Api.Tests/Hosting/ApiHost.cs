using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskManagement.Contracts.Storage;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Tests.Hosting;

/// <summary>The real front end on a loopback socket, with stubs for the grains.</summary>
public class ApiHost : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskmanagement-api-").FullName;
    private WebApplication? _application;
    private HttpClient? _client;

    protected virtual int TimeoutSeconds => 30;

    public GrainStubs Grains { get; } = new();

    public TestTokens Tokens { get; } = new();

    public TestClock Clock { get; } = new();

    /// <summary>What the next question for revocations is answered with.</summary>
    public RevocationNews Revoked { get; set; } = new(0, []);

    public Guid User { get; } = Guid.CreateVersion7();

    public IServiceProvider Services => _application!.Services;

    /// <summary>Sends as <see cref="User"/>.</summary>
    public HttpClient Client => _client!;

    public Uri Address => new(
        Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(
            [
                $"--Api:RequestTimeoutSeconds={TimeoutSeconds}", "--Api:ImportWaitSeconds=1",
                "--Api:KeysRefreshSecondsMin=0", $"--Storage:Path={_folder}",
            ]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(Grains.Factory);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddTaskManagementApi(builder.Configuration);
        Grains.When<IAccountsGrain>(nameof(IAccountsGrain.VerificationKeys), _ => Task.FromResult<
            System.Collections.Immutable.ImmutableArray<VerificationKey>>([Tokens.PublicKey]));
        Grains.When<IRevocationsGrain>(nameof(IRevocationsGrain.After), _ => Task.FromResult(Revoked));
        Grains.When<IStorageGrain>(nameof(IStorageGrain.Ask), _ => Task.CompletedTask);
        _application = builder.Build();
        _application.MapTaskManagementApi();
        await _application.StartAsync();
        _client = ClientWith(Tokens.Sign(User));
    }

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client with this token, or with none.</summary>
    public HttpClient ClientWith(string? token)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> BodyOfAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Sends and reads the problem that must come back.</summary>
    public static async Task<JsonElement> ProblemOfAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        var actual = (int)response.StatusCode;
        Assert.True(actual == status, $"Expected {status} {code}, got {actual}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }
}

/// <summary>A front end whose patience a test can wait for.</summary>
public sealed class ImpatientApiHost : ApiHost
{
    protected override int TimeoutSeconds => 1;
}
