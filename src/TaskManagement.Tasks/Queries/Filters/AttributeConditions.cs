using System.Globalization;
using System.Text.Json;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>
/// Conditions on members of the attributes. PostgreSQL answers equality by containment, which its index serves.
/// </summary>
internal sealed class AttributeConditions(SqlText sql, FilterScope scope)
{
    private const string Close = ")";
    private const string Or = " OR ";
    private const string Open = "(";
    private const string Contains = "(coalesce(t.attributes_json @> CAST(";
    private const string ContainsEnd = " AS jsonb), false))";

    private static readonly SqlWords TypeOf = new(
        "coalesce(json_type(t.attributes, ", "coalesce(jsonb_typeof(t.attributes_json -> CAST(");

    private static readonly SqlWords TypeEnd = new("), 'null')", " AS text)), 'null')");

    private static readonly SqlWords IsNull = new(" = 'null')", " = 'null')");

    private static readonly SqlWords NumberType = new(" IN ('integer', 'real')", " = 'number'");

    private static readonly SqlWords TextType = new(" = 'text'", " = 'string'");

    private static readonly SqlWords Number = new(
        "json_extract(t.attributes, ", "CAST(t.attributes_json -> CAST(");

    private static readonly SqlWords NumberEnd = new(")", " AS text) AS double precision)");

    private static readonly SqlWords Text = new(
        "json_extract(t.attributes, ", "(t.attributes_json ->> CAST(");

    private static readonly SqlWords TextEnd = new(")", " AS text)) COLLATE \"C\"");

    /// <summary>Adds the condition.</summary>
    public SqlText Add(ConditionNode condition)
    {
        var key = condition.Key!;
        return condition.Value switch
        {
            NoneValue => Type(sql.Add(Open), key).Add(IsNull),
            NumberValue number => Ordered(key, condition.Operator, (double)number.Number),
            TextValue text => Equal(key, text.Text),
            WordValue word => EqualAsTyped(key, word.Text),
            var date => Ordered(key, condition.Operator, new TaskDate(null, scope.DayOf(date)).ToString()),
        };
    }

    /// <summary>A word stands for itself; if it is a number or a truth value, for that as well.</summary>
    private SqlText EqualAsTyped(string key, string word)
    {
        object? other = FilterConditions.NumberOf(word) is { } number ? (double)number
            : word is "true" or "false" ? word == "true"
            : null;
        if (other is null)
            return Equal(key, word);
        sql.Add(Open);
        Equal(key, word).Add(Or);
        return Equal(key, other).Add(Close);
    }

    private SqlText Equal(string key, object value)
    {
        if (sql.Kind == DatabaseKind.PostgreSql)
        {
            var member = new Dictionary<string, object> { [key] = value };
            return sql.Add(Contains).Value(JsonSerializer.Serialize(member)).Add(ContainsEnd);
        }

        sql.Add(Open);
        return value switch
        {
            bool truth => Type(sql, key).Add(" = ", truth ? "true" : "false").Add(Close),
            double number => Case(key, NumberType, Number, NumberEnd).Add(" = ").Add(FilterColumns.NumberStart)
                .Value(number).Add(FilterColumns.NumberEnd).Add(CaseEnd),
            _ => Case(key, TextType, Text, TextEnd).Add(" = ", value).Add(CaseEnd),
        };
    }

    private const string CaseEnd = " ELSE 1 = 0 END)";

    private SqlText Ordered(string key, FilterOperator @operator, object value)
    {
        sql.Add(Open);
        return value is double
            ? Case(key, NumberType, Number, NumberEnd)
                .Add(FilterColumns.SignOf(@operator)).Add(FilterColumns.NumberStart)
                .Value(value).Add(FilterColumns.NumberEnd).Add(CaseEnd)
            : Case(key, TextType, Text, TextEnd).Add(FilterColumns.SignOf(@operator), value).Add(CaseEnd);
    }

    /// <summary>The value of a member that has this type. No database looks at it before it knows the type.</summary>
    private SqlText Case(string key, SqlWords type, SqlWords start, SqlWords end) =>
        Type(sql.Add("CASE WHEN "), key).Add(type).Add(" THEN ").Add(start).Value(NameOf(key)).Add(end);

    private SqlText Type(SqlText text, string key) => text.Add(TypeOf).Value(NameOf(key)).Add(TypeEnd);

    /// <summary>How the database names a member: by a path, or as it is called.</summary>
    private string NameOf(string key) => sql.Kind == DatabaseKind.PostgreSql
        ? key
        : string.Create(CultureInfo.InvariantCulture, $"$.\"{key}\"");
}
