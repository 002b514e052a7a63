using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.Admin.Schema;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Stores;

/// <summary>A database that is read as it was at one moment.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>What messages call it; without a password.</summary>
    string Place { get; }

    /// <summary>The names of its tables, whoever made them.</summary>
    Task<ImmutableArray<string>> TableNamesAsync();

    /// <summary>Reads rows of one statement.</summary>
    Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> row);
}

/// <summary>A database that is written to, by this process alone. It reads what it has written.</summary>
internal interface ITargetStore : IStore
{
    /// <summary>Changes the schema, all or nothing.</summary>
    Task ChangeSchemaAsync(Action<ISchemaSession> work);

    /// <summary>Writes rows of a table and runs statements, all or nothing; durable when it returns.</summary>
    Task WriteAsync(Table table, IReadOnlyList<object?[]> rows, IReadOnlyList<Statement> statements);

    /// <summary>What the database wants done after much was written.</summary>
    Task SettleAsync();
}
