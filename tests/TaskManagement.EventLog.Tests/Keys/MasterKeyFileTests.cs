using TaskManagement.EventLog.Keys;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Keys;

public sealed class MasterKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("master-key").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Create_WhenThereIsNoFile_ThenTheKeyIsReadAgain()
    {
        var file = MasterKeyFile.PathIn(_folder);

        var key = MasterKeyFile.Create(file, new SeededRandomBytes(1));

        Assert.Equal(key, MasterKeyFile.Read(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void FlushToDisk_WhenThereIsNoFolder_ThenItSaysSo()
    {
        if (OperatingSystem.IsWindows())
            return;
        var missing = Path.Combine(_folder, "missing");

        var error = Assert.Throws<IOException>(() => FolderNames.FlushToDisk(missing));

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }
}
