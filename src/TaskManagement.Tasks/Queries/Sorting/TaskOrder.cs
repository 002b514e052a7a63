using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries.Filters;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Queries.Sorting;

/// <summary>An order of tasks: keys, then the id, which tells equal ones apart.</summary>
internal sealed record TaskOrder(ImmutableArray<SortKey> Keys)
{
    private const char Turned = '-';
    private const string Id = "t.task_id";

    /// <summary>The direction of the id, and of the whole where all keys go the same way.</summary>
    private bool Descending => Keys[^1].Descending;

    /// <summary>Reads an order such as <c>-priority,dueDate</c>; what is wrong with it goes to the errors.</summary>
    /// <param name="relevance">The keys of a relevance; <c>null</c> without a text to look for.</param>
    public static TaskOrder Read(FieldErrors errors, string sort, ImmutableArray<SortKey>? relevance)
    {
        var names = sort.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length > TaskBounds.SortKeysMax)
            errors.Add("sort", $"has {names.Length} keys; keep to {TaskBounds.SortKeysMax}");
        if (names.Select(name => name.TrimStart(Turned)).Distinct().Count() < names.Length)
            errors.Add("sort", "names a key twice");
        return new TaskOrder([.. names.SelectMany(name => Named(errors, name, relevance))]);
    }

    /// <summary>Adds the keys of a row to what is selected.</summary>
    public SqlText Select(SqlText sql)
    {
        foreach (var key in Keys)
            key.Write(sql.Add(", "));
        return sql;
    }

    /// <summary>Adds the condition of the rows that follow a row.</summary>
    /// <param name="place">The row's keys and its id, as a cursor holds them.</param>
    public void After(SqlText sql, IReadOnlyList<string> place)
    {
        sql.Add(" AND ");
        if (Keys.All(key => key.Descending == Descending))
            Together(sql, place);
        else
            OneByOne(sql, place);
    }

    /// <summary>Adds the order.</summary>
    public SqlText By(SqlText sql)
    {
        sql.Add(" ORDER BY ");
        foreach (var key in Keys)
        {
            key.Write(sql);
            sql.Add(key.Descending ? " DESC, " : ", ");
        }

        return sql.Add(Id).Add(Descending ? " DESC" : "");
    }

    /// <summary>The place of a row, whose keys begin at this column.</summary>
    public ImmutableArray<string> PlaceOf(DbDataReader row, int column) =>
        [.. Keys.Select((key, index) => key.Read(row, column + index)), row.Uuid(0).ToString("D")];

    /// <summary>Whether a cursor can be a place of this order.</summary>
    public bool Fits(IReadOnlyCollection<string> place) => place.Count == Keys.Length + 1;

    private static IEnumerable<SortKey> Named(FieldErrors errors, string name, ImmutableArray<SortKey>? relevance)
    {
        var descending = name.StartsWith(Turned);
        var field = descending ? name[1..] : name;
        if (field.StartsWith(FilterFields.AttributesPrefix, StringComparison.Ordinal)
            && field[FilterFields.AttributesPrefix.Length..] is var key && AttributeKey.IsValid(key))
            return AttributeSort.Keys(key, descending);
        if (name == SortFields.Relevance && relevance is { } keys)
            return keys;
        if (SortFields.Find(field, descending) is { } found)
            return [found];
        errors.Add("sort", field == SortFields.Relevance
            ? "relevance needs a text, and does not turn round"
            : $"'{field}' is no key; there are {SortFields.Names}, with or without a leading '-'");
        return [];
    }

    /// <summary>One comparison of rows, which an index can serve.</summary>
    private void Together(SqlText sql, IReadOnlyList<string> place)
    {
        sql.Add("(");
        foreach (var key in Keys)
        {
            key.Write(sql);
            sql.Add(", ");
        }

        sql.Add(Id).Add(Descending ? ") < (" : ") > (");
        for (var i = 0; i < Keys.Length; i++)
            sql.Value(Keys[i].Parse(place[i])).Add(", ");
        sql.Value(Guid.Parse(place[^1])).Add(")");
    }

    /// <summary>Past the row by its first key, or equal in that and past it by the next, and so on.</summary>
    private void OneByOne(SqlText sql, IReadOnlyList<string> place)
    {
        for (var i = 0; i < Keys.Length; i++)
        {
            Keys[i].Write(sql.Add("("));
            sql.Add(Keys[i].Descending ? " < " : " > ", Keys[i].Parse(place[i])).Add(" OR (");
            Keys[i].Write(sql);
            sql.Add(" = ", Keys[i].Parse(place[i])).Add(" AND ");
        }

        sql.Add(Id).Add(Descending ? " < " : " > ", Guid.Parse(place[^1]));
        for (var i = 0; i < Keys.Length; i++)
            sql.Add("))");
    }
}
