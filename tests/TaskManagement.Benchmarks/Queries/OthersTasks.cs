using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries.Search;

namespace TaskManagement.Benchmarks.Queries;

/// <summary>
/// Puts tasks of others into the read model: copies of a row under ids of their own, in lists of 500, all of which hold
/// the words of the first, under the keys of their own lists.
/// </summary>
internal sealed class OthersTasks(IDatabase database)
{
    private const int TasksOfAList = 500;
    private const int RowsOfAWrite = 1_000;

    private static readonly string[] Generated = ["attributes_json", "words"];
    private static readonly string[] DocumentWords = ["title", "description", "comments"];

    public async Task AddAsync(ListId own, int count)
    {
        const string Member = "INSERT INTO list_members (list_id, user_id, role) VALUES (@p0, @p1, 'owner')";
        var task = await RowAsync("SELECT * FROM tasks WHERE list_id = @p0 ORDER BY created_at LIMIT 1", own.Value);
        var document = await RowAsync("SELECT * FROM task_documents WHERE task_id = @p0", task["task_id"]!);
        var words = DocumentWords.ToDictionary(column => column, column => (string)document[column]!);
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
                document["document_id"] = 0L;
                foreach (var (column, text) in words)
                    document[column] = Rekeyed(text, own, new ListId(list));
                statements.Add(Insert("tasks", task));
                statements.Add(Insert("task_documents", document));
            }

            await database.WriteAsync(statements.ToImmutable());
        }
    }

    public static async Task<ImmutableArray<TaskId>> IdsAsync(IDatabase database, ListId list) =>
        await database.ReadAsync(
            new Statement("SELECT task_id FROM tasks WHERE list_id = @p0", list.Value), row => new TaskId(row.Uuid(0)));

    private static string Rekeyed(string words, ListId from, ListId to) =>
        words.Replace(SearchScope.KeyOf(from), SearchScope.KeyOf(to), StringComparison.Ordinal);

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
