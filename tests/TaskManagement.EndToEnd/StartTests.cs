using System.Net;
using TaskManagement.EndToEnd.Hosting;

namespace TaskManagement.EndToEnd;

/// <summary>
/// What an operator meets at the start: a ready server, or a message that names the setting and the fix.
/// </summary>
public sealed class StartTests
{
    [Fact]
    public async Task Start_WhenNothingIsConfigured_ThenSaysWhereItListensAndWhereTheDataIs()
    {
        using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data.Path);
        using var http = server.Connect();
        using var ready = await http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains(data.Path, server.Output, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }

    [Theory]
    [InlineData("--Storage:Provider=Oracle", "Storage:Provider")]
    [InlineData("--Storage:Partitions=many", "Storage:Partitions")]
    [InlineData("--Storage:Pth=elsewhere", "Pth")]
    [InlineData("--Auth:AccessTokenMinutes=ten", "Auth:AccessTokenMinutes")]
    [InlineData("--Urls=nowhere", "Urls")]
    [InlineData("--Storage:Partitions=0", "Storage:Partitions")]
    [InlineData("--Storage:MasterKey=short", "Storage:MasterKey")]
    [InlineData("--Auth:AccessTokenMinutes=0", "Auth:AccessTokenMinutes")]
    public async Task Start_WhenASettingIsBad_ThenEndsWithItsNameAndTheFix(string setting, string key)
    {
        using var data = new DataFolder();
        var (exitCode, output) = await ServerProcess.RefuseAsync(data.Path, setting);
        Assert.Equal(1, exitCode);
        Assert.Contains(key, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenTheFolderIsInUse_ThenNamesTheHolder()
    {
        using var data = new DataFolder();
        await using var holder = await ServerProcess.StartAsync(data.Path);
        var (exitCode, output) = await ServerProcess.RefuseAsync(data.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("in use", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenThePortIsInUse_ThenSaysSo()
    {
        using var data = new DataFolder();
        using var other = new DataFolder();
        await using var holder = await ServerProcess.StartAsync(data.Path);
        var (exitCode, output) = await ServerProcess.RefuseAsync(
            other.Path, $"--Urls={holder.Address.GetLeftPart(UriPartial.Authority)}");
        Assert.Equal(1, exitCode);
        Assert.Contains("Urls", output, StringComparison.Ordinal);
    }
}
