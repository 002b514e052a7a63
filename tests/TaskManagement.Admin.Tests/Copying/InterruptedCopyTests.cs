using System.Diagnostics;
using Npgsql;
using TaskManagement.EventLog.Hosting;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Admin.Tests.Copying;

/// <summary>A copy as a process of its own, killed in the middle.</summary>
public sealed class InterruptedCopyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [PostgresFact]
    public async Task Copy_WhenKilledInTheMiddle_ThenGoesOnWhereItWas()
    {
        await using var installation = await Installation.CreateAsync(streams: 300);
        var connection = await Target.DatabaseAsync();
        string[] command = ["copy", "--from", installation.Address, "--to", $"postgresql:{connection}"];

        await KillWhenBegunAsync(connection, [.. command, "--batch-rows", "1"]);

        var copied = await CountAsync(connection);
        Assert.InRange(copied, 1, 599);
        var start = await Assert.ThrowsAsync<StorageStartException>(() => Installation.OpenAsync(
            [.. PostgresServer.Settings(connection)]));
        Assert.Contains("a copy that has not ended", start.Message, StringComparison.Ordinal);

        var run = await AdminRun.MustAsync(command);
        Assert.Contains("Going on with a copy", run.Output, StringComparison.Ordinal);
        Assert.Contains($"events: {600 - copied} rows copied", run.Output, StringComparison.Ordinal);
        await AdminRun.MustAsync("verify", $"postgresql:{connection}");
    }

    [PostgresFact]
    public async Task Copy_WhenTheSourceHasMovedOnSinceItWasKilled_ThenRefused()
    {
        await using var installation = await Installation.CreateAsync(streams: 300);
        var connection = await Target.DatabaseAsync();
        string[] command = ["copy", "--from", installation.Address, "--to", $"postgresql:{connection}"];
        await KillWhenBegunAsync(connection, [.. command, "--batch-rows", "1"]);
        await installation.AlterAsync("UPDATE partitions SET last_at = last_at + 1 WHERE partition = 0");

        Assert.Contains("an earlier state", await AdminRun.RefusedAsync(command), StringComparison.Ordinal);
    }

    private static async Task KillWhenBegunAsync(string connection, string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await Eventually.HoldsAsync(
            async () => process.HasExited || await CountAsync(connection) > 20, "events are there", Patience);
        if (process.HasExited)
            Assert.Fail($"The copy has ended before it was killed: {await process.StandardError.ReadToEndAsync()}");
        process.Kill();
        await process.WaitForExitAsync();

        // The server may hear of the death of its client a moment later.
        await Eventually.HoldsAsync(
            async () => await NumberAsync(connection, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
                + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0,
            "the killed process holds the target no more", Patience);
    }

    private static Task<long> CountAsync(string connection) =>
        NumberAsync(connection, "SELECT count(*) FROM events");

    private static async Task<long> NumberAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
