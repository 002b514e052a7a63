namespace TaskManagement.Server;

/// <summary>Silo and front end in one process.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            await using var application = ServerApplication.Create(args);
            await application.RunAsync();
            return 0;
        }
        catch (Exception error) when (StartFailure.Describe(error) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return 1;
        }
    }
}
