namespace TaskManagement.Benchmarks;

/// <summary><c>dotnet run -c Release --project tests/TaskManagement.Benchmarks</c> prints every ratio.</summary>
internal static class Program
{
    private static Task Main(string[] args) => args is ["bare"] ? BareServer.RunAsync() : HttpRatios.RunAsync();
}
