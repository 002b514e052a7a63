namespace TaskManagement.Admin.Tests;

/// <summary>A command that was run in this process.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it said.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record AdminRun(int Code, string Output, string Error)
{
    /// <summary>Runs a command.</summary>
    public static async Task<AdminRun> OfAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Program.RunAsync(args, output, error);
        return new AdminRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<AdminRun> MustAsync(params string[] args)
    {
        var run = await OfAsync(args);
        Assert.True(run.Code == ExitCodes.Done, $"{args[0]} ended with {run.Code}: {run.Error}{run.Output}");
        return run;
    }

    /// <summary>Runs a command that must be refused, in one line that says so.</summary>
    public static async Task<string> RefusedAsync(params string[] args)
    {
        var run = await OfAsync(args);
        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        return run.Error;
    }
}
