using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskManagement.Api.Tests.OpenApi;
using TaskManagement.Server;

namespace TaskManagement.Api.Tests.Hosting;

/// <summary>The whole server, grains, log and all, on a loopback socket with a data folder of its own.</summary>
public sealed class ServerHost : IAsyncLifetime
{
    public const string Password = "correct horse battery staple";

    private readonly string _folder = Directory.CreateTempSubdirectory("taskmanagement-api-").FullName;
    private WebApplication? _application;

    /// <summary>The first account: the administrator.</summary>
    public Person Administrator { get; private set; } = null!;

    /// <summary>Owns what tests make.</summary>
    public Person Owner { get; private set; } = null!;

    /// <summary>Has nothing to do with it.</summary>
    public Person Stranger { get; private set; } = null!;

    /// <summary>Where it sends what it tells of itself.</summary>
    internal OtlpCollector Collector { get; private set; } = null!;

    public Uri Address => new(_application!.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IServiceProvider Services => _application!.Services;

    /// <summary>The files of attachments.</summary>
    public IEnumerable<string> Files =>
        Directory.EnumerateFiles(Path.Combine(_folder, "files"), "*", SearchOption.AllDirectories);

    /// <summary>How many files of attachments there are.</summary>
    public int StoredFiles => Files.Count();

    /// <summary>Puts a file into the store that no task has.</summary>
    public string StoreFile(TimeSpan age)
    {
        var key = Guid.CreateVersion7().ToString("N");
        var file = Path.Combine(_folder, "files", key[^2..], key);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "nobody's");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - age);
        return file;
    }

    /// <summary>Makes all other files of attachments look old.</summary>
    public void AgeFiles(TimeSpan age, string except)
    {
        foreach (var file in Files.Where(file => file != except))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - age);
    }

    public async Task InitializeAsync()
    {
        Collector = await OtlpCollector.StartAsync();
        _application = ServerApplication.Create(
            [
                "--Urls=http://127.0.0.1:0",
                $"--Storage:Path={_folder}",
                "--Auth:PasswordIterations=10000",
                "--Attachments:SizeMegabytesMax=1",
                $"--Telemetry:OtlpEndpoint={Collector.Address}",
                "--Telemetry:OtlpProtocol=HttpProtobuf",
                "--Telemetry:MetricsIntervalSeconds=1",
                "--Telemetry:TraceRatio=0",
            ],
            builder => builder.Logging.ClearProviders());
        await _application.StartAsync();
        Administrator = await RegisterAsync("admin");
        Owner = await RegisterAsync("owner");
        Stranger = await RegisterAsync("stranger");
    }

    public async Task DisposeAsync()
    {
        foreach (var person in new[] { Administrator, Owner, Stranger })
            person?.Client.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        if (Collector is not null)
            await Collector.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Makes an account and logs it in.</summary>
    public async Task<Person> RegisterAsync(string handle)
    {
        var client = new HttpClient(new DocumentedAnswers(new SocketsHttpHandler())) { BaseAddress = Address };
        var email = $"{handle}@example.org";
        using var registered = await client.PostAsJsonAsync(
            "/api/v1/auth/register",
            new { email, handle, firstName = "First", lastName = "Last", password = Password });
        Assert.Equal(201, (int)registered.StatusCode);
        var user = await ApiHost.BodyOfAsync(registered);
        return await LogInAsync(handle, user.GetProperty("id").GetGuid(), client);
    }

    /// <summary>Logs in whoever has an account, elsewhere.</summary>
    /// <param name="agent">What the client calls itself.</param>
    public Task<Person> LogInAsync(string handle, Guid id, string agent)
    {
        var client = new HttpClient(new DocumentedAnswers(new SocketsHttpHandler())) { BaseAddress = Address };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        return LogInAsync(handle, id, client);
    }

    private static async Task<Person> LogInAsync(string handle, Guid id, HttpClient client)
    {
        using var loggedIn = await client.PostAsJsonAsync(
            "/api/v1/auth/login", new { email = $"{handle}@example.org", password = Password });
        Assert.Equal(200, (int)loggedIn.StatusCode);
        var tokens = await ApiHost.BodyOfAsync(loggedIn);
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        return new Person(id, client, tokens.GetProperty("refreshToken").GetString()!);
    }
}

/// <summary>Someone with an account.</summary>
public sealed record Person(Guid Id, HttpClient Client, string RefreshToken)
{
    /// <summary>Sends, and reads the answer that must have this status.</summary>
    public async Task<JsonElement> SendAsync(
        string method, string path, object? body = null, int status = 200, params (string Name, string Value)[] headers)
    {
        using var response = await RespondAsync(method, path, body, headers);
        var text = await response.Content.ReadAsStringAsync();
        var actual = (int)response.StatusCode;
        Assert.True(actual == status, $"{method} {path}: expected {status}, got {actual}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends, and reads the problem that must come back.</summary>
    public async Task<JsonElement> RefusedAsync(
        int status, string code, string method, string path, object? body = null, params (string, string)[] headers)
    {
        using var response = await RespondAsync(method, path, body, headers);
        return await ApiHost.ProblemOfAsync(response, status, code);
    }

    /// <summary>Sends.</summary>
    public Task<HttpResponseMessage> RespondAsync(
        string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    /// <summary>Makes a list and gives its id.</summary>
    public async Task<string> ListAsync(string name = "Work") =>
        (await SendAsync("POST", "/lists", new { name }, 201)).GetProperty("id").GetString()!;

    /// <summary>Makes a task in a list and gives its id.</summary>
    public async Task<string> TaskAsync(string list, string title = "Task") =>
        (await SendAsync("POST", $"/lists/{list}/tasks", new { title }, 201)).GetProperty("id").GetString()!;
}
