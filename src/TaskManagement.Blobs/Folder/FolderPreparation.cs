using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.Folder;

/// <summary>At start: makes the folder, and deletes uploads that a crash left unfinished.</summary>
internal sealed class FolderPreparation(
    FolderLayout layout, IOptions<AttachmentOptions> options, TimeProvider clock, ILogger<FolderPreparation> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(layout.Incoming);
            Sweep();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(AttachmentOptions.Section, typeof(AttachmentOptions),
            [
                $"{AttachmentOptions.Section}:Path leads to {layout.Incoming}, which cannot be written: "
                + $"{error.Message} Give this process write access to it, or set the key to another folder.",
            ]);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Sweep()
    {
        var youngest = clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(options.Value.OrphanMinutes);
        var orphans = Directory.EnumerateFiles(layout.Incoming)
            .Where(file => File.GetLastWriteTimeUtc(file) < youngest)
            .ToArray();
        foreach (var orphan in orphans)
            File.Delete(orphan);
        if (orphans.Length > 0)
            logger.LogInformation("Deleted {Count} uploads that were left unfinished", orphans.Length);
    }
}
