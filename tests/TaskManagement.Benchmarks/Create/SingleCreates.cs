using System.Text.Json;

namespace TaskManagement.Benchmarks.Create;

/// <summary>
/// What most programs do: each create is a transaction of its own, which writes the rows that the product writes, in
/// the product's tables.
/// </summary>
internal interface ISingleCreates : IAsyncDisposable
{
    /// <summary>Writes a task.</summary>
    Task CreateAsync();
}

/// <summary>A database that the product has made, and the list and the task in it whose rows are the pattern.</summary>
internal sealed record PatternDatabase(bool IsPostgreSql, string Place, Guid List, Guid Task)
{
    public string ToArgument() => $"--creates={JsonSerializer.Serialize(this)}";
}

/// <summary>Opens them.</summary>
internal static class SingleCreates
{
    public static Task<ISingleCreates> OpenAsync(PatternDatabase database) => database.IsPostgreSql
        ? PostgreSqlCreates.OpenAsync(database.Place, database.Task, database.List)
        : SqliteCreates.OpenAsync(database.Place, database.Task, database.List);

    /// <summary>Those of <see cref="PatternDatabase.ToArgument"/>; without one, those that do nothing.</summary>
    public static async Task<ISingleCreates> OpenAsync(string? argument) =>
        argument is null ? new NoCreates() : await OpenAsync(JsonSerializer.Deserialize<PatternDatabase>(argument)!);

    private sealed class NoCreates : ISingleCreates
    {
        public Task CreateAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
