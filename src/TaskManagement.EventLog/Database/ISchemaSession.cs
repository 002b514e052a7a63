namespace TaskManagement.EventLog.Database;

/// <summary>A connection that changes the schema, with a transaction open and the schema's lock held.</summary>
internal interface ISchemaSession
{
    /// <summary>Runs a migration in this database's words.</summary>
    void Run(Migration migration);

    /// <summary>Runs a statement.</summary>
    void Run(Statement statement);

    /// <summary>Reads the first column of the first row; <c>null</c> where there is no row.</summary>
    long? Number(Statement query);
}
