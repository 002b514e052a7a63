using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TaskManagement.Users.Tests;

public sealed class AuthOptionsValidatorTests
{
    [Fact]
    public void Options_WhenNothingIsSet_ThenDefaultsHold()
    {
        var options = Read([]);

        Assert.Equal((10, 30, 210_000), (options.AccessTokenMinutes, options.SessionDays, options.PasswordIterations));
    }

    [Theory]
    [InlineData("Auth:Issuer", " ")]
    [InlineData("Auth:Audience", "")]
    [InlineData("Auth:AccessTokenMinutes", "0")]
    [InlineData("Auth:SessionDays", "-1")]
    [InlineData("Auth:SessionsPerUserMax", "0")]
    [InlineData("Auth:PasswordIterations", "1000")]
    [InlineData("Auth:PasswordThreads", "0")]
    [InlineData("Auth:PasswordQueueMax", "0")]
    public void Options_WhenOneIsBad_ThenMessageNamesKeyAndFix(string key, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(new() { [key] = value }));

        var failure = Assert.Single(error.Failures);
        Assert.StartsWith(key, failure, StringComparison.Ordinal);
        Assert.Contains("Set it to", failure, StringComparison.Ordinal);
    }

    private static AuthOptions Read(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddUsersContext(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<AuthOptions>>().Value;
    }
}
