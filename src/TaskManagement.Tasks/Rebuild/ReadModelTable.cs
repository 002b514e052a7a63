using System.Collections.Immutable;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// A table of the read model. Each of its rows belongs to one stream, whose id is in one of its columns; an index or
/// the primary key leads to it by that. Its statements are made of names in this project alone, once.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Category">The category of the streams that it follows from.</param>
/// <param name="Owner">The column with the stream's id.</param>
/// <param name="Columns">What a row says, in the order of the values of <paramref name="Insert"/>.</param>
/// <param name="Insert">Writes a row where there is none; the statement by which rows are known to be of here.</param>
internal sealed record ReadModelTable(string Name, string Category, string Owner, string Columns, string Insert)
{
    private readonly string _select = $"SELECT {Columns} FROM {Name} WHERE {Owner} = @p0";
    private readonly string _delete = $"DELETE FROM {Name} WHERE {Owner} = @p0";

    private readonly string _owners = $"""
        SELECT p.{Owner}, s.version FROM (
            SELECT DISTINCT {Owner} FROM {Name} WHERE {Owner} > @p0 ORDER BY {Owner} LIMIT @p1
        ) AS p
        LEFT JOIN streams s ON s.stream = '{Category}-' || replace(CAST(p.{Owner} AS text), '-', '')
        ORDER BY p.{Owner}
        """;

    /// <summary>The rows of a stream.</summary>
    public Statement Select(Guid owner) => new(_select, owner);

    /// <summary>Takes them away.</summary>
    public Statement Delete(Guid owner) => new(_delete, owner);

    /// <summary>Some of the ids that have rows, in order, each with the version of its stream, if any.</summary>
    public Statement Owners(Guid after, int limit) => new(_owners, after, limit);
}
