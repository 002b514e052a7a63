using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TaskManagement.Blobs.Encryption;
using TaskManagement.Blobs.Folder;
using TaskManagement.Blobs.S3;

namespace TaskManagement.Blobs;

/// <summary>Adds the store of large content.</summary>
public static class BlobsHosting
{
    private const string DataFolderKey = "Storage:Path";
    private const string DataFolderDefault = "data";
    private const string FolderInData = "files";

    /// <summary>Adds <see cref="IBlobStore"/>; its settings are in section <c>Attachments</c>.</summary>
    public static IServiceCollection AddBlobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AttachmentOptions>()
            .Bind(configuration.GetSection(AttachmentOptions.Section))
            .PostConfigure(options => options.Path ??=
                Path.Combine(configuration[DataFolderKey] ?? DataFolderDefault, FolderInData))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AttachmentOptions>, AttachmentOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ContentKeys>();
        return configuration.GetValue<AttachmentStore>($"{AttachmentOptions.Section}:{nameof(AttachmentOptions.Store)}")
            is AttachmentStore.S3
            ? services.AddS3(configuration)
            : services.AddFolder();
    }

    private static IServiceCollection AddFolder(this IServiceCollection services) => services
        .AddSingleton<FolderLayout>()
        .AddSingleton<FolderBlobStore>()
        .AddSingleton(EncryptedIfAsked<FolderBlobStore>)
        .AddHostedService<FolderPreparation>();

    private static IServiceCollection AddS3(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<S3Options>().Bind(configuration.GetSection(S3Options.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<S3Options>, S3OptionsValidator>()
            .AddSingleton<S3Bucket>()
            .AddSingleton<S3BlobStore>()
            .AddSingleton(EncryptedIfAsked<S3BlobStore>)
            .AddHostedService<S3Preparation>();
    }

    private static IBlobStore EncryptedIfAsked<TStore>(IServiceProvider services) where TStore : IBlobStore
    {
        var store = services.GetRequiredService<TStore>();
        return services.GetRequiredService<IOptions<AttachmentOptions>>().Value.HasKeys
            ? new EncryptingBlobStore(store, services.GetRequiredService<ContentKeys>())
            : store;
    }
}
