using System.Globalization;
using System.Security.Cryptography;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Folders;

/// <summary>Copies what lies in a data folder beside the database: the master key, and attachments.</summary>
internal sealed class FolderCopy(string from, string to, TextWriter output)
{
    /// <summary>Refuses a target with another key, under which nothing that is copied could be read.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var (old, @new) = (MasterKeyFile.PathIn(from), MasterKeyFile.PathIn(to));
        if (File.Exists(old) && File.Exists(@new) && !await AreEqualAsync(old, @new, cancellationToken))
            throw new AdminException($"{@new} is another master key than {old}. Name an empty folder.");
    }

    /// <summary>Copies all that is not there yet, and compares what is there with what was to be copied.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var key = MasterKeyFile.PathIn(from);
        if (File.Exists(key))
        {
            await CopyAsync(key, MasterKeyFile.PathIn(to), cancellationToken);
            await output.WriteLineAsync("master key: equal");
        }
        else
        {
            await output.WriteLineAsync($"master key: there is no {key} to copy; give the server the one it had");
        }

        var (old, @new) = (AttachmentFiles.Of(from), AttachmentFiles.Of(to));
        var (files, copied) = (0L, 0L);
        foreach (var name in old.Names())
        {
            copied += await CopyAsync(old.PathOf(name), @new.PathOf(name), cancellationToken) ? 1 : 0;
            files++;
        }

        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"files: {copied} copied, all {files} equal"));
    }

    private static async Task<bool> CopyAsync(string file, string target, CancellationToken cancellationToken)
    {
        var isMissing = !File.Exists(target);
        if (isMissing)
        {
            await using var content = Open(file);
            await DurableFile.WriteAsync(target, content, cancellationToken);
        }

        return await AreEqualAsync(file, target, cancellationToken)
            ? isMissing
            : throw new AdminException($"{target} is not what {file} is. Delete it and run the same command again.");
    }

    private static async Task<bool> AreEqualAsync(string one, string other, CancellationToken cancellationToken)
    {
        await using var first = Open(one);
        await using var second = Open(other);
        var digest = await SHA256.HashDataAsync(first, cancellationToken);
        var otherDigest = await SHA256.HashDataAsync(second, cancellationToken);
        return digest.SequenceEqual(otherDigest);
    }

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read);
}
