namespace TaskManagement.EventLog.Sqlite;

/// <summary>
/// A restore that has begun in a data folder and not ended. What is missing there would look like a first start, and
/// what is there already like all.
/// </summary>
internal static class UnfinishedRestore
{
    /// <summary>The folder in a data folder that holds what a restore has not put in its place yet.</summary>
    public const string FolderName = "restoring";

    /// <summary>Whether a data folder has one.</summary>
    public static bool IsIn(string folder) => Directory.Exists(Path.Combine(folder, FolderName));

    /// <summary>What to do about it.</summary>
    public static string Refusal(string folder) =>
        $"{folder} holds a restore that has not ended. Run 'taskman-admin restore' again to finish it, or name another "
        + "folder.";
}
