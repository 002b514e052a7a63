using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Benchmarks.Queries;

/// <summary>
/// Puts tasks of others into the read model: copies of a row under ids of their own, in lists of 500, all of which hold
/// the word that the caller looks for.
/// </summary>
internal sealed class OthersTasks(IDatabase database)
{
    private const int TasksOfAList = 500;
    private const int RowsOfAWrite = 1_000;

    private static readonly string[] Generated = ["attributes_json", "words"];

    public async Task AddAsync(ListId own, int count, string word)
    {
        const string Member = "INSERT INTO list_members (list_id, user_id, role) VALUES (@p0, @p1, 'owner')";
        var task = await RowAsync("SELECT * FROM tasks WHERE list_id = @p0 LIMIT 1", own.Value);
        var document = await RowAsync("SELECT * FROM task_documents WHERE task_id = @p0", task["task_id"]!);
        var list = Guid.CreateVersion7();
        for (var done = 0; done < count; done += RowsOfAWrite)
        {
            var statements = ImmutableArray.CreateBuilder<Statement>();
            for (var i = done; i < Math.Min(count, done + RowsOfAWrite); i++)
            {
                if (i % TasksOfAList == 0)
                {
                    list = Guid.CreateVersion7();
                    statements.Add(new Statement(Member, list, Guid.CreateVersion7()));
                }

                var id = Guid.CreateVersion7();
                (task["task_id"], task["list_id"]) = (id, list);
                (task["position"], document["task_id"]) = ($"A{i:00000000}1", id);
                (document["document_id"], document["title"]) = ((long)i, Words(list, word, i));
                statements.Add(Insert("tasks", task));
                statements.Add(Insert("task_documents", document));
            }

            await database.WriteAsync(statements.ToImmutable());
        }
    }

    public static async Task<ImmutableArray<TaskId>> IdsAsync(IDatabase database, ListId list) =>
        await database.ReadAsync(
            new Statement("SELECT task_id FROM tasks WHERE list_id = @p0", list.Value), row => new TaskId(row.Uuid(0)));

    /// <summary>The words of a list begin with a key of its own, as those of the product do.</summary>
    private static string Words(Guid list, string word, int number)
    {
        var key = "k" + list.ToString("N")[^3..];
        return $"{key}{word} {key}number {key}{number}";
    }

    private async Task<Dictionary<string, object?>> RowAsync(string sql, object key)
    {
        var rows = await database.ReadAsync(new Statement(sql, key), row => Enumerable.Range(0, row.FieldCount)
            .Where(column => !Generated.Contains(row.GetName(column)))
            .ToDictionary(row.GetName, column => row.IsDBNull(column) ? null : row.GetValue(column)));
        return rows.Single();
    }

    private static Statement Insert(string table, Dictionary<string, object?> row) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO {table} ({string.Join(", ", row.Keys)}) "
            + $"VALUES ({string.Join(", ", row.Keys.Select((_, index) => $"@p{index}"))})"),
        [.. row.Values]);
}
