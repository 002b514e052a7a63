using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>Changes the schema of a SQLite file, all or nothing.</summary>
internal sealed class SqliteSchemaSession(SqliteSession session) : ISchemaSession
{
    /// <summary>Runs a piece of work under the database's write lock.</summary>
    public static T InTransaction<T>(SqliteSession session, Func<ISchemaSession, T> work)
    {
        session.Execute("BEGIN EXCLUSIVE");
        try
        {
            var answer = work(new SqliteSchemaSession(session));
            session.Execute("COMMIT");
            return answer;
        }
        catch
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
            throw;
        }
    }

    public void Run(Migration migration) => session.ExecuteScript(migration.Sqlite);

    public void Run(Statement statement) => session.Execute(statement);

    public long? Number(Statement query) => session.Number(query);
}
