using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TaskManagement.Api.Tests.Hosting;

/// <summary>Stands in for a collector: takes what is sent to it by OTLP over HTTP, and keeps the bytes.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = [];
    private readonly WebApplication _application;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost("/v1/{signal}", TakeAsync);
    }

    public string Address => _application.Urls.Single();

    /// <summary>The bodies that came as a signal, <c>traces</c> or <c>metrics</c>.</summary>
    public IReadOnlyList<byte[]> Received(string signal) =>
        [.. _received.Where(sent => sent.Signal == signal).Select(sent => sent.Body)];

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector._application.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(string signal, HttpContext context)
    {
        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((signal, body.ToArray()));
    }
}
