using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Queries;

/// <summary>
/// Puts a statement together out of named constants and parameters. Whatever a client sends is a parameter, so that the
/// text of a statement depends on the shape of a question alone.
/// </summary>
internal sealed class SqlText(DatabaseKind kind)
{
    private readonly StringBuilder _sql = new();
    private readonly ImmutableArray<object?>.Builder _values = ImmutableArray.CreateBuilder<object?>();

    /// <summary>The database that the text is for.</summary>
    public DatabaseKind Kind { get; } = kind;

    /// <summary>Adds a constant.</summary>
    public SqlText Add(string constant)
    {
        _sql.Append(constant);
        return this;
    }

    /// <summary>Adds a constant that the two databases say differently.</summary>
    public SqlText Add(SqlWords words) => Add(Kind == DatabaseKind.PostgreSql ? words.PostgreSql : words.Sqlite);

    /// <summary>Adds a parameter.</summary>
    public SqlText Value(object value)
    {
        _sql.Append(CultureInfo.InvariantCulture, $"@p{_values.Count}");
        _values.Add(value);
        return this;
    }

    /// <summary>Adds a constant and the parameter that follows it.</summary>
    public SqlText Add(string constant, object value) => Add(constant).Value(value);

    /// <summary>The statement.</summary>
    public Statement Build() => new(_sql.ToString(), [.. _values]);
}

/// <summary>A piece of SQL in the words of each database.</summary>
internal readonly record struct SqlWords(string Sqlite, string PostgreSql);
