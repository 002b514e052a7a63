using Microsoft.Extensions.Options;
using Npgsql;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.EventLog.Hosting;

/// <summary>Refuses settings that cannot work, each with its key and its fix.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    // It never shows the value: a wrong key may be the right one with a typing error.
    private const string MasterKeyFix =
        "Storage:MasterKey is not 32 bytes in base64; make one with 'openssl rand -base64 32', or leave it out to have "
        + "one made in the data folder.";

    private const string ConnectionStringFix =
        "ConnectionStrings:TaskManagement does not say where PostgreSQL is; set it, such as "
        + "'Host=localhost;Database=taskmanagement;Username=taskmanagement;Password=…', or set Storage:Provider to "
        + "'Sqlite'.";

    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        Numbers(options, Words(options, new OptionBounds(StorageOptions.Section))).Result();

    private static OptionBounds Words(StorageOptions options, OptionBounds bounds) => bounds
        .Require(
            options.IsPostgreSql || options.Provider.Equals(StorageOptions.Sqlite, StringComparison.OrdinalIgnoreCase),
            $"Storage:Provider is '{options.Provider}', which this release does not know; set it to 'Sqlite' or "
            + "'PostgreSql'.")
        .Require(!options.IsPostgreSql || IsConnectionString(options.ConnectionString), ConnectionStringFix)
        .Require(
            !string.IsNullOrWhiteSpace(options.Path),
            "Storage:Path is empty; name the data folder, such as 'data', or leave it out.")
        .Require(
            options.IsPostgreSql || options.Writers <= 1,
            $"Storage:Writers is {options.Writers}, and SQLite lets one write at a time; set it to 1, or leave it out.")
        .Require(options.MasterKey is null || MasterKeyFile.TryParse(options.MasterKey, out _), MasterKeyFix);

    private static OptionBounds Numbers(StorageOptions options, OptionBounds bounds) => bounds
        .Within(nameof(options.Partitions), options.Partitions ?? StorageOptions.PartitionsDefault, 1, 1024)
        .Within(nameof(options.Writers), options.Writers, 1, 2)
        .Within(nameof(options.BatchAppendsMax), options.BatchAppendsMax, 1, 10_000)
        .Within(nameof(options.BatchBytesMax), options.BatchBytesMax, 1024, 256 * 1024 * 1024)
        .Within(nameof(options.QueueAppendsMax), options.QueueAppendsMax, 1, 1_000_000)
        .Within(nameof(options.ReadersMax), options.ReadersMax, 1, 256)
        .Within(nameof(options.PreparedStatementsMax), options.PreparedStatementsMax, 16, 10_000)
        .Within(nameof(options.BusyTimeoutMilliseconds), options.BusyTimeoutMilliseconds, 0, 60_000)
        .Within(nameof(options.ConnectWaitSeconds), options.ConnectWaitSeconds, 0, 3600)
        .Within(nameof(options.SubjectKeysCachedMax), options.SubjectKeysCachedMax, 1, 10_000_000)
        .Within(nameof(options.SubjectKeysCachedMinutes), options.SubjectKeysCachedMinutes, 1, 24 * 60)
        .Within(nameof(options.CommandsKeptHours), options.CommandsKeptHours, 24, 24 * 365)
        .Within(nameof(options.CommandsSweepMinutes), options.CommandsSweepMinutes, 1, 24 * 60)
        .Within(nameof(options.CommandsSweepRowsMax), options.CommandsSweepRowsMax, 1, 100_000);

    // The message never shows the value, which holds a password.
    private static bool IsConnectionString(string? text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
        {
            return false;
        }
    }
}
