using Npgsql;

namespace TaskManagement.Admin.Stores;

/// <summary>Where data lie, as the command line says it.</summary>
internal abstract record StoreAddress
{
    /// <summary>How to write one.</summary>
    public const string Form = "'sqlite:<data folder>' or 'postgresql:<connection string>'";

    private const string SqlitePrefix = "sqlite:";
    private const string PostgreSqlPrefix = "postgresql:";

    private StoreAddress()
    {
    }

    /// <summary>Reads one; it may hold a password, so no message repeats it.</summary>
    public static StoreAddress Parse(string text)
    {
        if (text.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) && text.Length > SqlitePrefix.Length)
            return new Folder(Path.GetFullPath(text[SqlitePrefix.Length..]));
        return text.StartsWith(PostgreSqlPrefix, StringComparison.OrdinalIgnoreCase)
            ? new Server(CheckConnection(text[PostgreSqlPrefix.Length..]))
            : throw new AdminException($"An address of data is {Form}.");
    }

    private static string CheckConnection(string text)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 })
                return text;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
        {
            // It is answered below, without what it says: it may repeat a password.
        }

        throw new AdminException(
            "The connection string does not say where PostgreSQL is. Write it as "
            + "'postgresql:Host=localhost;Database=taskmanagement;Username=taskmanagement', with the password in the "
            + "environment as PGPASSWORD.");
    }

    /// <summary>SQLite's file in a data folder.</summary>
    public sealed record Folder(string Path) : StoreAddress;

    /// <summary>A database of a PostgreSQL server.</summary>
    public sealed record Server(string ConnectionString) : StoreAddress
    {
        // A record's own text would show the password.
        public override string ToString() => nameof(Server);
    }
}
