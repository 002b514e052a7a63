using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Benchmarks.Create;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Benchmarks.Http;

/// <summary>
/// The ceiling: the same web server, the same check of the same tokens, and endpoints that do nothing but write the
/// same JSON from the same object; a POST writes the rows of a new task before, where it is told the database.
/// </summary>
internal static class BareServer
{
    /// <summary>
    /// Starts the benchmark's program as this server; <c>--keys=</c> says whose tokens it takes,
    /// <c>--creates=</c> where it writes.
    /// </summary>
    public const string Argument = "bare-server";

    public const string Path = "/bare";

    public static async Task RunAsync(string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var keys = await KeysOfAsync(new Uri(builder.Configuration["keys"]!));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new RememberedTokens(keys));
        });
        builder.Services.AddAuthorization();
        await using var application = builder.Build();
        var json = await Console.In.ReadLineAsync() ?? "{}";
        await using var creates = await SingleCreates.OpenAsync(builder.Configuration["creates"]);
        Map(application, JsonSerializer.Deserialize<TaskItem>(json, ApiJson.Options)!, creates);
        application.Lifetime.ApplicationStarted.Register(
            () => Console.WriteLine($"Ready at {application.Urls.First()}"));
        await application.RunAsync();
    }

    private static void Map(WebApplication application, TaskItem task, ISingleCreates creates)
    {
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapGet(Path, () => Results.Json(task, ApiJson.Options)).RequireAuthorization();
        application.MapPost(Path, async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            await creates.CreateAsync();
            return Results.Json(task, ApiJson.Options);
        }).RequireAuthorization();
    }

    private static async Task<IList<SecurityKey>> KeysOfAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        return new JsonWebKeySet(await http.GetStringAsync("/.well-known/jwks.json")).GetSigningKeys();
    }
}
