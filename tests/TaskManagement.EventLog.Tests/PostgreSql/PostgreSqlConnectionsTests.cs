using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>What holds of every connection, whether there is a server or not.</summary>
public sealed class PostgreSqlConnectionsTests
{
    // A name that no name server may know (RFC 2606).
    private const string Nowhere = "Host=database.invalid;Database=nothing;Username=nobody;Timeout=5";

    [Fact]
    public async Task Open_WhenTheNameOfTheServerIsUnknown_ThenTheServerIsUnreachable()
    {
        await using var connections = Connections();

        var pooled = await Assert.ThrowsAsync<NpgsqlException>(async () => await connections.OpenAsync());
        var lasting = await Assert.ThrowsAsync<NpgsqlException>(() => connections.OpenLastingAsync());

        Assert.True(PostgreSqlErrors.MayBecomeReachable(pooled));
        Assert.True(PostgreSqlErrors.MayBecomeReachable(lasting));
    }

    [Fact]
    public async Task Settings_WhenTheOperatorAsksForDetailsOfErrors_ThenRowsStayOutOfThem()
    {
        var options = new StorageOptions { ConnectionString = $"{Nowhere};Include Error Detail=true" };
        await using var connections = new PostgreSqlConnections(options, connectionsMax: 1);

        Assert.False(connections.Settings.IncludeErrorDetail);
    }

    [Fact]
    public async Task Write_WhenTheNameOfTheServerIsUnknown_ThenNothingIsWrittenAndItMayBeRepeated()
    {
        await using var connections = Connections();
        var database = new PostgreSqlDatabase(connections, NullLogger.Instance);

        var write = await Assert.ThrowsAsync<DatabaseWriteException>(
            () => database.WriteAsync([new Statement("DELETE FROM notes")]));
        await Assert.ThrowsAsync<DatabaseReadException>(
            () => database.ReadAsync(new Statement("SELECT 1"), row => row.GetInt32(0)));

        Assert.False(write.OutcomeUnknown);
        Assert.True(write.MayRetry);
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(SocketException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public void Reaching_WhenTheDriverLetsAnErrorThrough_ThenItIsTakenForTheServers(Type type)
    {
        var error = (Exception)Activator.CreateInstance(type)!;

        Assert.True(PostgreSqlErrors.IsOfReaching(error, CancellationToken.None));
        Assert.False(PostgreSqlErrors.IsOfOneMember(PostgreSqlErrors.Unreachable(error)));
    }

    [Fact]
    public void Reaching_WhenTheCallerGaveUp_ThenItStaysHisOwn() =>
        Assert.False(PostgreSqlErrors.IsOfReaching(new OperationCanceledException(), new CancellationToken(true)));

    private static PostgreSqlConnections Connections() =>
        new(new StorageOptions { ConnectionString = Nowhere }, connectionsMax: 1);
}
