using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;
using TaskManagement.Admin.Checking;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.PostgreSql;

namespace TaskManagement.Admin;

/// <summary>Says why a command failed and what to do, without a stack trace.</summary>
internal static class FailureText
{
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int NoSpaceOnUnix = 28;

    /// <summary>The words; <c>null</c> where it is a bug that a stack trace should show.</summary>
    public static string? Of(Exception error) => error switch
    {
        AdminException or DamageException => error.Message,
        StorageStartException start => start.Message,
        OperationCanceledException => "Stopped before the end. Run the same command again.",
        SqliteException sqlite => Of(sqlite),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            "The disk of the PostgreSQL server is full. Make room and run the same command again.",
        NpgsqlException => $"PostgreSQL has failed: {PostgreSqlErrors.Text(error)}. Mend it and run the same command "
            + "again.",
        IOException when IsDiskFull(error) => $"The disk is full: {error.Message} Make room and run the same command "
            + "again.",
        IOException or UnauthorizedAccessException =>
            $"{error.Message} Give this process access to it, or name another place.",
        _ => null,
    };

    private static string Of(SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "The disk is full. Make room and run the same command again.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            $"The database file is damaged: {error.Message} Restore the last backup that is whole.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            "Another program holds the database file. End it and run the same command again.",
        _ => $"The database file cannot be used: {error.Message}",
    };

    private static bool IsDiskFull(Exception error) =>
        error.HResult == DiskFullOnWindows || (error.HResult & 0xFFFF) == NoSpaceOnUnix;
}
