namespace TaskManagement.EndToEnd.Hosting;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("taskmanagement-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
