namespace TaskManagement.EndToEnd.Hosting;

/// <summary>Real input that lies beside the repository, not in it.</summary>
internal static class SharedData
{
    /// <summary>The folder <c>shared/data</c> beside the repository's own; it may be absent.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "..", "shared", "data");

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TaskManagement.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

/// <summary>A test of real input; skipped, visibly, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (!File.Exists(Path.Combine(SharedData.Folder, file)))
            Skip = $"../shared/data/{file} is not here.";
    }
}
