using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// Tells errors apart by their codes (https://www.postgresql.org/docs/current/errcodes-appendix.html), never by their
/// text.
/// </summary>
internal static class PostgreSqlErrors
{
    private const string Error = "ERROR";

    /// <summary>What an error says, on one line.</summary>
    public static string Text(Exception error) =>
        error is PostgresException refusal ? $"{refusal.MessageText} ({refusal.SqlState})" : error.Message;

    /// <summary>
    /// Whether it is the way to the server that failed while a connection was made: the driver lets some errors of it
    /// through as they are, such as those of a name server that does not answer.
    /// </summary>
    public static bool IsOfReaching(Exception error, CancellationToken cancellationToken) =>
        error is TimeoutException or IOException or SocketException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The same in the driver's own words, so that no caller has to know them all.</summary>
    public static NpgsqlException Unreachable(Exception error) => new(error.Message, error);

    /// <summary>Whether one member of a batch is to blame, with its statement or its data.</summary>
    public static bool IsOfOneMember(Exception error) => error is PostgresException refusal
        ? refusal.SqlState[..2] is
            "0A" // a feature that is not supported
            or "21" // more rows than one
            or "22" // data
            or "23" // a constraint
            or "42" // syntax, a name, a right
            or "44" // a view's check
            or "54" // too long, too many
        : error is not (DbException or IOException or TimeoutException or ObjectDisposedException);

    /// <summary>
    /// Whether what failed has surely left nothing behind, even if it was the COMMIT. A server that ends the connection
    /// (FATAL, PANIC) may have committed before; one that goes away may as well.
    /// </summary>
    public static bool IsCertain(Exception error) =>
        error is PostgresException { InvariantSeverity: Error } or not DbException and not IOException;

    /// <summary>Whether the connection is of no more use, and perhaps all that were opened with it.</summary>
    public static bool IsOfConnection(Exception error) =>
        error is PostgresException refusal
            ? refusal.InvariantSeverity != Error
            : error is NpgsqlException { InnerException: IOException or SocketException };

    /// <summary>
    /// Whether waiting may help at the start: the server is away, starting up or full, rather than refusing this user.
    /// </summary>
    public static bool MayBecomeReachable(Exception error) => error is PostgresException refusal
        ? refusal.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : error is DbException;
}
