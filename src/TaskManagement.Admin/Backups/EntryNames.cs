using System.Text.RegularExpressions;

namespace TaskManagement.Admin.Backups;

/// <summary>Names that an entry of a backup may have. They become paths, so none may lead out of the folder.</summary>
internal static partial class EntryNames
{
    /// <summary>Whether a backup may hold it.</summary>
    public static bool IsKnown(string name) =>
        name is BackupManifest.EntryName or BackupManifest.DatabaseEntry or BackupManifest.MasterKeyEntry
        || Blob().IsMatch(name);

    [GeneratedRegex(@"\Afiles/[0-9a-f]{2}/[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Blob();
}
