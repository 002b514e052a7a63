using Microsoft.Extensions.Options;

namespace TaskManagement.EventLog.Hosting;

/// <summary>Refuses settings that cannot work, each with its key and its fix.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const int MasterKeyBytes = 32;

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        string?[] failures =
        [
            Provider(options.Provider),
            string.IsNullOrWhiteSpace(options.Path) ? "Storage:Path is empty. Name the data folder, such as 'data'." : null,
            options.Partitions is { } partitions ? InRange(nameof(options.Partitions), partitions, 1, 1024) : null,
            MasterKey(options.MasterKey),
            InRange(nameof(options.BatchAppendsMax), options.BatchAppendsMax, 1, 10_000),
            InRange(nameof(options.BatchBytesMax), options.BatchBytesMax, 1024, 256 * 1024 * 1024),
            InRange(nameof(options.QueueAppendsMax), options.QueueAppendsMax, 1, 1_000_000),
            InRange(nameof(options.ReadersMax), options.ReadersMax, 1, 256),
            InRange(nameof(options.PreparedStatementsMax), options.PreparedStatementsMax, 16, 10_000),
            InRange(nameof(options.BusyTimeoutMilliseconds), options.BusyTimeoutMilliseconds, 0, 60_000),
            InRange(nameof(options.SubjectKeysCachedMax), options.SubjectKeysCachedMax, 1, 10_000_000),
            InRange(nameof(options.CommandsKeptHours), options.CommandsKeptHours, 24, 24 * 365),
            InRange(nameof(options.CommandsSweepMinutes), options.CommandsSweepMinutes, 1, 24 * 60),
            InRange(nameof(options.CommandsSweepRowsMax), options.CommandsSweepRowsMax, 1, 100_000),
        ];
        var found = failures.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Provider(string provider) =>
        provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"Storage:Provider is '{provider}', which this release does not know. Set it to 'Sqlite', or leave it out.";

    private static string? MasterKey(string? key)
    {
        if (key is null)
            return null;
        Span<byte> bytes = stackalloc byte[MasterKeyBytes + 1];
        return Convert.TryFromBase64String(key, bytes, out var written) && written == MasterKeyBytes
            ? null
            : "Storage:MasterKey is not 32 bytes in base64. Make one with 'openssl rand -base64 32', or leave it out "
                + "to have one made in the data folder.";
    }

    private static string? InRange(string key, int value, int least, int most) =>
        value >= least && value <= most
            ? null
            : $"Storage:{key} is {value}. Set it to a number from {least} to {most}, or leave it out.";
}
