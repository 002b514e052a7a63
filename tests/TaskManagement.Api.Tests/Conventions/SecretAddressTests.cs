using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskManagement.Api.Conventions.Routes;

namespace TaskManagement.Api.Tests.Conventions;

public sealed class SecretAddressTests
{
    [Theory]
    [InlineData(true, "/feeds/{secret}.ics")]
    [InlineData(false, "/feeds/abc.ics")]
    public void Path_WhenItIsASecret_ThenLogsHaveTheRoute(bool secret, string expected)
    {
        var route = new RouteEndpointBuilder(
            _ => Task.CompletedTask, RoutePatternFactory.Parse("/feeds/{secret}.ics"), order: 0);
        if (secret)
            new Conventions(route).WithSecretAddress();
        var context = new DefaultHttpContext { Request = { Path = "/feeds/abc.ics" } };
        context.SetEndpoint(route.Build());
        Assert.Equal(expected, SecretAddresses.PathOf(context));
    }

    [Fact]
    public void Framework_WhenSetToLogEverything_ThenStillNoPaths()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Trace)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Trace)
            .AddConsole());
        services.AddSecretAddresses();
        using var provider = services.BuildServiceProvider();
        var loggers = provider.GetRequiredService<ILoggerFactory>();
        Assert.True(loggers.CreateLogger("Microsoft.AspNetCore.Http").IsEnabled(LogLevel.Debug));
        Assert.False(loggers.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information));
        Assert.False(
            loggers.CreateLogger("Microsoft.AspNetCore.Routing.Matching.DfaMatcher").IsEnabled(LogLevel.Debug));
    }

    private sealed class Conventions(RouteEndpointBuilder route) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => convention(route);
    }
}
