using TaskManagement.EndToEnd.Hosting;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>A silo or a front end of the embedded engine would be alone; it says so instead of starting.</summary>
public sealed class ExecutableTests
{
    [Theory]
    [InlineData("TaskManagement.Silo")]
    [InlineData("TaskManagement.Api")]
    public async Task Start_WhenBuiltWithTheEmbeddedEngine_ThenRefusesAndNamesTheFix(string executable)
    {
        var (exitCode, output) = await ProductProcess.RefuseAsync(executable, []);
        Assert.Equal(1, exitCode);
        Assert.Contains("TaskManagement.Server", output, StringComparison.Ordinal);
        Assert.Contains("-p:GrainEngine=Orleans", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
