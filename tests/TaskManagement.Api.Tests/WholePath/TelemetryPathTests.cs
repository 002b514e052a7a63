using System.Diagnostics;
using System.Net;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.TestKit.Telemetry;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>What the server tells of its work: one trace from a request to what follows from it, and numbers.</summary>
[Collection(WholePathCollection.Name)]
public sealed class TelemetryPathTests(ServerHost server)
{
    [Fact]
    public async Task Create_WhenItBringsATrace_ThenItGoesOnToTheConsumers()
    {
        using var spans = new Spans("Microsoft.Orleans.Application", "TaskManagement.");
        var list = await server.Owner.ListAsync();
        await server.Owner.SendAsync(
            "POST", $"/lists/{list}/tasks", new { title = "Traced" }, 201, ("traceparent", spans.TraceParent));
        await Eventually.HoldsAsync(
            () => spans.Named("process analytics").Count == 1 && spans.Named("process notifications").Count == 1,
            "the consumers have handled the event");

        var request = spans.One("request");
        var called = Assert.Single(spans.Named("ITaskGrain/Act"), span => span.Kind is ActivityKind.Client);
        var grain = Assert.Single(spans.Named("ITaskGrain/Act"), span => span.Kind is ActivityKind.Server);
        var append = spans.One("append");
        Assert.Equal(
            [request.SpanId, called.SpanId, grain.SpanId, append.SpanId, append.SpanId],
            [
                called.ParentSpanId, grain.ParentSpanId, append.ParentSpanId,
                spans.One("process analytics").ParentSpanId, spans.One("process notifications").ParentSpanId,
            ]);
        Assert.All(spans.Ended, span => Assert.Equal(spans.Trace, span.TraceId.ToHexString()));
    }

    [Fact]
    public async Task Metrics_WhenReadAfterATour_ThenTellOfIt()
    {
        var list = await server.Owner.ListAsync();
        var task = await server.Owner.TaskAsync(list, "Measured");
        await server.Owner.SendAsync("POST", $"/tasks/{task}/complete");
        await server.Owner.RefusedAsync(404, "task_not_found", "GET", $"/tasks/{Guid.CreateVersion7()}");

        using var response = await server.Stranger.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        var page = Exposition.Parse(text);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", $"{response.Content.Headers.ContentType}");
        Assert.True(Count(page, "http_server_request_duration_seconds_count", "404", "/api/v1/tasks/{id}\"") > 0);
        Assert.True(Count(page, "taskmanagement_grain_call_duration_seconds_count", "ITaskGrain", "Act") > 0);
        Assert.True(Count(page, "taskmanagement_log_append_duration_seconds_count", "appended") > 0);
        Assert.True(Count(page, "taskmanagement_log_commit_writes_count") > 0);
        Assert.True(Count(page, "orleans_catalog_activations") > 0);
        Assert.Contains("taskmanagement_log_queue_length", page.Types.Keys);
        Assert.Contains("taskmanagement_consumer_lag", page.Types.Keys);
        Assert.All(page.Types, family => Assert.True(page.Helps.ContainsKey(family.Key), $"{family.Key} has no help"));
        Assert.DoesNotContain(list, text, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Original-For", "203.0.113.7:4711")]
    public async Task Metrics_WhenAskedForThroughAProxy_ThenOnlyAdministratorsReadThem(string header, string value)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server.Owner));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server.Administrator));

        async Task<HttpStatusCode> StatusAsync(Person person)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            request.Headers.Add(header, value);
            using var response = await person.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    private static double Count(Exposition page, string name, params string[] labels) => page.Samples
        .Where(sample => sample.Key.StartsWith(name, StringComparison.Ordinal))
        .Where(sample => labels.All(label => sample.Key.Contains(label, StringComparison.Ordinal)))
        .Sum(sample => sample.Value);
}
