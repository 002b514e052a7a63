using System.Text.Json;

namespace TaskManagement.Cli.Sessions;

/// <summary>Keeps the session in a file that its owner alone may read.</summary>
internal sealed class SessionFile(string folder, TimeProvider time)
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    private string FileName => Path.Combine(folder, "session.json");

    /// <summary>The session; refused where nobody is logged in.</summary>
    public Session Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Session>(File.ReadAllText(FileName)) ?? throw NotLoggedIn();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotLoggedIn();
        }
        catch (JsonException)
        {
            throw new CliException($"{FileName} is damaged. Log in again with 'taskman login'.");
        }
    }

    /// <summary>Puts a session in the place of the one before, whole or not at all; hold the lock.</summary>
    public void Write(Session session)
    {
        var draft = FileName + ".new";

        // The mode is that of new files alone: a draft left by a crash must not lend its own.
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
            JsonSerializer.Serialize(stream, session);
        File.Move(draft, FileName, overwrite: true);
    }

    /// <summary>Forgets the session; hold the lock.</summary>
    public void Delete() => File.Delete(FileName);

    /// <summary>
    /// Keeps other processes from changing the session until it is disposed: of two that refresh at once, the later one
    /// would spend a token that is spent, and the server would end the session.
    /// </summary>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        MakeFolder();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(folder, "session.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(start) < LockTimeout)
            {
                await Task.Delay(LockPause, time, cancellationToken);
            }
        }
    }

    private static CliException NotLoggedIn() =>
        new("Nobody is logged in. Log in with 'taskman login SERVER --email ADDRESS'.");

    private void MakeFolder()
    {
        const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OfOwner);
    }
}
