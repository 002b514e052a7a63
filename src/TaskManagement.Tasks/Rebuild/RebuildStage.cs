using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// A walk over ids in order, a page at a time: over the streams of a category first, then over what a table has rows
/// of, for streams that do not exist.
/// </summary>
internal abstract class RebuildStage
{
    /// <summary>All, in order: lists come before their tasks.</summary>
    public static ImmutableArray<RebuildStage> All { get; } =
    [
        new Streams(StreamNames.ListCategory),
        new Streams(StreamNames.TaskCategory),
        new Streams(StreamNames.FeedsCategory),
        .. ReadModelTables.All.Select(table => new Strays(table)),
    ];

    /// <summary>The category of its streams.</summary>
    public abstract string Category { get; }

    /// <summary>What follows.</summary>
    /// <param name="after">Where the page before ended; empty at the beginning.</param>
    public abstract Task<RebuildPage> ReadAsync(IDatabase database, string after, int limit);

    /// <summary>Streams of a category.</summary>
    public sealed class Streams(string category) : RebuildStage
    {
        // Another category may begin with the same word; then what follows is longer than a key.
        private const string SelectSql = """
            SELECT stream FROM streams
            WHERE stream > @p0 AND stream < @p1 AND length(stream) = @p2 ORDER BY stream LIMIT @p3
            """;

        private const string CountSql =
            "SELECT count(*) FROM streams WHERE stream > @p0 AND stream < @p1 AND length(stream) = @p2";

        private const int KeyLength = 32;

        private readonly string _first = $"{category}-";
        private readonly int _length = category.Length + 1 + KeyLength;

        // The character after the hyphen.
        private readonly string _end = $"{category}.";

        public override string Category => category;

        public override async Task<RebuildPage> ReadAsync(IDatabase database, string after, int limit)
        {
            var from = after.Length == 0 ? _first : after;
            var names = await database.ReadAsync(
                new Statement(SelectSql, from, _end, _length, limit), row => row.GetString(0));
            var ids = names.Select(name => Guid.ParseExact(name.AsSpan(_first.Length), "N"));
            return new RebuildPage([.. ids], names.IsEmpty ? null : names[^1]);
        }

        /// <summary>How many there are.</summary>
        public async Task<long> CountAsync(IDatabase database) => (await database.ReadAsync(
            new Statement(CountSql, _first, _end, _length), row => row.GetInt64(0)))[0];
    }

    /// <summary>Ids that a table has rows of and the log has no stream of.</summary>
    public sealed class Strays(ReadModelTable table) : RebuildStage
    {
        // Mostly there are none, and what is read is ids alone.
        private const int OwnersPerStream = 10;

        public override string Category => table.Category;

        public override async Task<RebuildPage> ReadAsync(IDatabase database, string after, int limit)
        {
            var from = after.Length == 0 ? Guid.Empty : Guid.Parse(after, CultureInfo.InvariantCulture);
            var owners = await database.ReadAsync(
                table.Owners(from, limit * OwnersPerStream), row => (Id: row.Uuid(0), IsStray: row.IsDBNull(1)));
            return new RebuildPage(
                [.. owners.Where(owner => owner.IsStray).Select(owner => owner.Id)],
                owners.IsEmpty ? null : owners[^1].Id.ToString());
        }
    }
}

/// <summary>A page of a stage.</summary>
/// <param name="Ids">Keys of the streams to look at.</param>
/// <param name="Last">Where it ends; <c>null</c> at the end of the stage.</param>
internal sealed record RebuildPage(ImmutableArray<Guid> Ids, string? Last);
