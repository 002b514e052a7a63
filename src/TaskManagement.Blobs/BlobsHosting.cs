using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TaskManagement.Blobs.Folder;

namespace TaskManagement.Blobs;

/// <summary>Adds the store of large content.</summary>
public static class BlobsHosting
{
    private const string DataFolderKey = "Storage:Path";
    private const string DataFolderDefault = "data";
    private const string FolderInData = "files";

    /// <summary>Adds <see cref="IBlobStore"/> over a folder; its settings are in section <c>Attachments</c>.</summary>
    public static IServiceCollection AddBlobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AttachmentOptions>()
            .Bind(configuration.GetSection(AttachmentOptions.Section))
            .PostConfigure(options => options.Path ??=
                Path.Combine(configuration[DataFolderKey] ?? DataFolderDefault, FolderInData))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AttachmentOptions>, AttachmentOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FolderLayout>();
        services.AddSingleton<IBlobStore, FolderBlobStore>();
        services.AddHostedService<FolderPreparation>();
        return services;
    }
}
