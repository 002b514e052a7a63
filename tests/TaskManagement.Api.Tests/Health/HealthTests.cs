using System.Collections.Immutable;
using System.Net;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Storage;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Tests.Health;

public sealed class HealthTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Probe_WhenGrainsAnswer_ThenHealthy(string path)
    {
        Serve(() => Task.FromResult<ImmutableArray<VerificationKey>>([host.Tokens.PublicKey]));
        using var client = host.ClientWith(null);
        using var response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("healthy", (await ApiHost.BodyOfAsync(response)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Probe_WhenGrainsDoNotAnswer_ThenAliveAndNotReady()
    {
        Serve(() => Task.FromException<ImmutableArray<VerificationKey>>(new TimeoutException("secret")));
        using var client = host.ClientWith(null);
        using var live = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.DoesNotContain("secret", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WhenTheStorageDoesNotAnswer_ThenAliveAndNotReadyUntilItDoes()
    {
        Serve(() => Task.FromResult<ImmutableArray<VerificationKey>>([host.Tokens.PublicKey]));
        var asked = 0;
        host.Grains.When<IStorageGrain>(nameof(IStorageGrain.Ask), _ => asked++ == 0
            ? Task.FromException(new DatabaseReadException("secret"))
            : Task.CompletedTask);
        using var client = host.ClientWith(null);
        host.Clock.Offset += TimeSpan.FromSeconds(2);
        await SeesAsync(HttpStatusCode.ServiceUnavailable, "unhealthy");
        await SeesAsync(HttpStatusCode.ServiceUnavailable, "unhealthy");
        Assert.Equal(1, asked);

        host.Clock.Offset += TimeSpan.FromSeconds(2);
        await SeesAsync(HttpStatusCode.OK, "healthy");

        async Task SeesAsync(HttpStatusCode status, string storage)
        {
            using var ready = await client.GetAsync("/health/ready");
            Assert.Equal(status, ready.StatusCode);
            var checks = (await ApiHost.BodyOfAsync(ready)).GetProperty("checks");
            Assert.Equal(storage, checks.GetProperty("storage").GetString());
        }
    }

    private void Serve(Func<Task<ImmutableArray<VerificationKey>>> answer) =>
        host.Grains.When<IAccountsGrain>(nameof(IAccountsGrain.VerificationKeys), _ => answer());
}
