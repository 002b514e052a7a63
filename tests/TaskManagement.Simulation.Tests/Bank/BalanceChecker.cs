using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>
/// Reads the tables of the log and says what is wrong with them. It shares no code with the grains and none with the
/// log, so that they cannot be wrong together.
/// </summary>
internal sealed class BalanceChecker
{
    private const string Opened = "account.opened.v1";

    private readonly List<Row> _rows;
    private readonly Dictionary<string, long> _heads;
    private readonly List<string> _findings = [];

    private BalanceChecker(SqliteConnection connection)
    {
        _rows = Read(
            connection,
            "SELECT partition, sequence, stream, version, type, data, command_id FROM events "
            + "ORDER BY partition, sequence",
            row => new Row(
                row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4),
                JsonDocument.Parse(row.GetString(5)).RootElement, Guid.Parse(row.GetString(6))));
        _heads = Read(
            connection,
            "SELECT 'partition ' || partition, head FROM partitions WHERE head > 0 "
            + "UNION ALL SELECT stream, version FROM streams",
            row => (Name: row.GetString(0), Head: row.GetInt64(1))).ToDictionary(head => head.Name, head => head.Head);
    }

    /// <summary>All that is wrong; nothing, where all is well.</summary>
    public static IReadOnlyList<string> Check(SqliteConnection connection, long opened, IEnumerable<Order> orders)
    {
        var checker = new BalanceChecker(connection);
        checker.CheckDensity();
        checker.CheckBalances(opened);
        checker.CheckTurnovers(connection);
        foreach (var order in orders)
            checker.CheckOrder(order);
        return checker._findings;
    }

    /// <summary>The last sequence of a partition.</summary>
    public static long HeadOf(SqliteConnection connection, int partition) =>
        Read(connection, "SELECT head FROM partitions ORDER BY partition", row => row.GetInt64(0))[partition];

    private static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    private void CheckDensity()
    {
        var counted = new Dictionary<string, long>();
        foreach (var row in _rows)
        {
            CheckNext($"partition {row.Partition}", row.Sequence);
            CheckNext(row.Stream, row.Version);
        }

        foreach (var (name, head) in _heads.Where(head => counted.GetValueOrDefault(head.Key) != head.Value))
            _findings.Add($"{name} should end at {head} and ends at {counted.GetValueOrDefault(name)}");

        void CheckNext(string name, long number)
        {
            var expected = counted[name] = counted.GetValueOrDefault(name) + 1;
            if (number != expected)
                _findings.Add($"{name} has {number} where {expected} should be");
        }
    }

    private void CheckBalances(long opened)
    {
        var balances = new Dictionary<string, long>();
        foreach (var row in _rows)
        {
            var balance = balances[row.Stream] = balances.GetValueOrDefault(row.Stream) + row.Change;
            if (balance < 0)
                _findings.Add($"{row.Stream} falls to {balance} at version {row.Version}");
        }

        if (balances.Values.Sum() != opened)
            _findings.Add($"all accounts together hold {balances.Values.Sum()} instead of {opened}");
    }

    private void CheckTurnovers(SqliteConnection connection)
    {
        var turnovers = Read(
            connection, "SELECT stream, amount FROM turnovers", row => (Stream: row.GetString(0), Sum: row.GetInt64(1)))
            .ToDictionary(turnover => turnover.Stream, turnover => turnover.Sum);
        var moves = _rows.Where(row => row.Type != Opened).ToLookup(row => row.Stream, row => Math.Abs(row.Change));
        foreach (var account in moves.Select(moved => moved.Key).Union(turnovers.Keys))
        {
            var moved = moves[account].Sum();
            var counted = turnovers.GetValueOrDefault(account);
            if (counted != moved)
                _findings.Add($"{account} moved {moved}, and {counted} was counted");
        }
    }

    private void CheckOrder(Order order)
    {
        var rows = _rows.Where(row => row.Command == order.Command.Value).ToList();
        var isWhole = rows.Count == 2
            && rows.Any(row => row.Stream == $"account-{order.From}" && row.Change == -order.Amount)
            && rows.Any(row => row.Stream == $"account-{order.To}" && row.Change == order.Amount);
        var isRight = order.Fate switch
        {
            Fate.Done => isWhole,
            Fate.Refused => rows.Count == 0,
            Fate.Unknown => isWhole || rows.Count == 0,
            _ => false,
        };
        if (!isRight)
            _findings.Add($"order {order.Command} is {order.Fate}, and the log holds {rows.Count} events of it");
    }

    private sealed record Row(
        long Partition, long Sequence, string Stream, long Version, string Type, JsonElement Data, Guid Command)
    {
        public long Change => Type switch
        {
            Opened or "account.received.v1" => Data.GetProperty("amount").GetInt64(),
            "account.sent.v1" => -Data.GetProperty("amount").GetInt64(),
            _ => throw new InvalidOperationException($"There is an event '{Type}' in {Stream}."),
        };
    }
}
