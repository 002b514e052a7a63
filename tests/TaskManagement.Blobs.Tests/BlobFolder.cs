using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.Tests;

/// <summary>A store over a folder of its own, which goes with the test.</summary>
public sealed class BlobFolder : IDisposable
{
    private readonly ServiceProvider _services;

    public BlobFolder(params (string Key, string? Value)[] settings)
    {
        Path = Directory.CreateTempSubdirectory("blobs-").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Prepend(("Storage:Path", Path))
                .GroupBy(setting => setting.Item1, (key, given) => KeyValuePair.Create(key, given.Last().Item2)))
            .Build();
        _services = new ServiceCollection().AddLogging().AddBlobs(configuration).BuildServiceProvider();
    }

    public string Path { get; }

    public string Incoming => System.IO.Path.Combine(Path, "files", "incoming");

    public IBlobStore Store => _services.GetRequiredService<IBlobStore>();

    public AttachmentOptions Options => _services.GetRequiredService<IOptions<AttachmentOptions>>().Value;

    public IEnumerable<string> Files => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories);

    public async Task StartAsync()
    {
        _services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var hosted in _services.GetServices<IHostedService>())
            await hosted.StartAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
