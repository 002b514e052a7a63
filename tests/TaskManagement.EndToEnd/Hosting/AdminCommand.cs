namespace TaskManagement.EndToEnd.Hosting;

/// <summary>A command of <c>taskman-admin</c> that must succeed.</summary>
internal static class AdminCommand
{
    /// <returns>What it said.</returns>
    public static async Task<string> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Admin.Program.RunAsync(args, output, error);
        Assert.True(code == 0, $"{args[0]} ended with {code}: {error}{output}");
        return output.ToString();
    }
}
