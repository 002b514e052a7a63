using System.Text.RegularExpressions;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.TestKit.Telemetry;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>The dashboards of <c>deploy/dashboards</c> ask for what <c>/metrics</c> has.</summary>
[Collection(WholePathCollection.Name)]
public sealed partial class DashboardTests(ServerHost server)
{
    [Fact]
    public async Task Dashboards_WhenTheirMetricsAreLookedUp_ThenThePageHasEachOfThem()
    {
        var asked = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Dashboards"), "*.json")
            .SelectMany(file => MetricName().Matches(File.ReadAllText(file)))
            .Select(match => match.Value)
            .ToHashSet();
        Assert.Contains("taskmanagement_consumer_lag", asked);
        await server.Owner.TaskAsync(await server.Owner.ListAsync(), "Measured");

        await Eventually.SeesAsync(
            async () => string.Join(", ", asked.Except(await PublishedAsync()).Order()),
            missing => missing.Length == 0,
            "the page has every metric that a dashboard asks for");
    }

    private async Task<IEnumerable<string>> PublishedAsync() =>
        Exposition.Parse(await server.Stranger.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)))
            .Samples.Keys.Select(sample => sample.Split('{', ' ')[0]);

    [GeneratedRegex(@"\b(taskmanagement|http_server|orleans|kestrel|dotnet)_\w+")]
    private static partial Regex MetricName();
}
