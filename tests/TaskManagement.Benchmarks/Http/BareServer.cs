using System.Text;

namespace TaskManagement.Benchmarks.Http;

/// <summary>The ceiling: the same web server with endpoints that do nothing but answer the same bytes.</summary>
internal static class BareServer
{
    /// <summary>Starts the benchmark's program as this server.</summary>
    public const string Argument = "bare-server";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        var body = Encoding.UTF8.GetBytes(await Console.In.ReadLineAsync() ?? "{}");
        application.MapGet("/bare", () => Results.Bytes(body, "application/json"));
        application.MapPost("/bare", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.Bytes(body, "application/json");
        });
        application.Lifetime.ApplicationStarted.Register(
            () => Console.WriteLine($"Ready at {application.Urls.First()}"));
        await application.RunAsync();
    }
}
