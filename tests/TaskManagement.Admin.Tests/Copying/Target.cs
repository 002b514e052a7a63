using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Admin.Tests.Copying;

/// <summary>A place for a copy: a folder that is gone after the test, or an empty database.</summary>
internal sealed class Target : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("taskmanagement-").FullName;

    public string Address => $"sqlite:{Path}";

    public static async Task<string> DatabaseAsync() =>
        await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    /// <summary>Copies a file of another folder.</summary>
    public void Take(string folder, string file)
    {
        var target = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Copy(System.IO.Path.Combine(folder, file), target);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
