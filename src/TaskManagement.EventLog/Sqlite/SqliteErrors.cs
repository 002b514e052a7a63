using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>Tells errors apart by their codes (https://sqlite.org/rescode.html), never by their text.</summary>
internal static class SqliteErrors
{
    /// <summary>Whether one member of a batch is to blame, with its statement or its data.</summary>
    public static bool IsOfOneMember(Exception error) => error is not SqliteException sqlite
        || sqlite.SqliteErrorCode
            is raw.SQLITE_ERROR
            or raw.SQLITE_CONSTRAINT
            or raw.SQLITE_MISMATCH
            or raw.SQLITE_TOOBIG
            or raw.SQLITE_RANGE
            or raw.SQLITE_AUTH
            or raw.SQLITE_MISUSE;

    /// <summary>
    /// Whether a failed COMMIT has surely left nothing behind. With a full disk the commit record was not written;
    /// while the database is busy none was begun. After an error of input or output the record may lie in the
    /// write-ahead log, where the next start finds it.
    /// </summary>
    public static bool IsCertainAtCommit(Exception error) => error is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CONSTRAINT,
    };

    /// <summary>What to do about an error at the start; <c>null</c> where no more is known than it says.</summary>
    public static string? Cure(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT =>
            $"{path} is not a database that can be read, or not all of it. Put a backup in its place, or set "
            + "Storage:Path to another folder.",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => NotWritable(path),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"{path} is locked by another program, such as a backup. End it and start again.",
        raw.SQLITE_FULL => $"The disk that holds {path} is full. Make room, or set Storage:Path to another folder.",
        _ => null,
    };

    /// <summary>What an operator does about a file that cannot be opened.</summary>
    public static string NotWritable(string path) =>
        $"{path} cannot be opened for writing. Give this process write access to the folder and the file, or set "
        + "Storage:Path to another folder.";
}
