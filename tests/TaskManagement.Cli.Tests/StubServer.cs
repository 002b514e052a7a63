using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TaskManagement.Cli.Tests;

/// <summary>A server that answers what a test wants, and remembers what it was asked.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StubServer(Func<Seen, Reply> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(context => AnswerAsync(context, answer));
    }

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public string Address => _application.Urls.Single();

    public static async Task<StubServer> StartAsync(Func<Seen, Reply> answer)
    {
        var server = new StubServer(answer);
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<Seen, Reply> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var seen = new Seen(
            $"{context.Request.Method} {context.Request.Path}",
            context.Request.Headers.Authorization.ToString(),
            context.Request.Headers["Idempotency-Key"].ToString(),
            await reader.ReadToEndAsync());
        Requests.Enqueue(seen);
        var reply = answer(seen);
        if (reply.Status == Reply.LostStatus)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        await context.Response.WriteAsync(reply.Text);
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record Seen(string Route, string Authorization, string Key, string Body);

/// <summary>An answer.</summary>
internal sealed record Reply(int Status, string Text)
{
    public const int LostStatus = 0;

    /// <summary>The connection is cut instead.</summary>
    public static Reply Lost { get; } = new(LostStatus, "");
}
