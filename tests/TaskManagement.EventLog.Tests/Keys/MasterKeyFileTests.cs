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

    [Theory]
    [InlineData(32, "", true)]
    [InlineData(32, " \n", true)]
    [InlineData(31, "", false)]
    [InlineData(33, "", false)]
    [InlineData(48, "", false)]
    [InlineData(32, "!", false)]
    public void TryParse_WhenTheTextIsNot32BytesInBase64_ThenItIsNoKey(int bytes, string ending, bool isKey)
    {
        var expected = Enumerable.Repeat((byte)7, bytes).ToArray();

        Assert.Equal(isKey, MasterKeyFile.TryParse(Convert.ToBase64String(expected) + ending, out var key));
        Assert.Equal(isKey ? expected : null, key);
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
