using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>
/// What Orleans asks of a membership table, asked of its own AdoNet provider on our tables and statements.
/// </summary>
public sealed class MembershipScriptTests
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [PostgresFact]
    public async Task Apply_WhenAppliedBefore_ThenKeepsTheMembers()
    {
        var database = await SchemaScript.CreateDatabaseAsync(await PostgresServer.SharedAsync());
        var table = await TableAsync(database);
        var silo = Silo(1);
        await InsertAsync(table, silo);
        await SchemaScript.ApplyAsync(database);
        var read = await table.ReadAllAsync();
        Assert.Equal(silo.SiloAddress, Assert.Single(read.Members).Item1.SiloAddress);
    }

    [PostgresFact]
    public async Task Read_WhenNobodyHasJoined_ThenGivesTheVersion()
    {
        var table = await TableAsync();
        var read = await table.ReadAllAsync();
        Assert.Empty(read.Members);
        Assert.Equal(0, read.Version.Version);
    }

    [PostgresFact]
    public async Task Read_WhenASiloHasJoined_ThenGivesAllThatItSaid()
    {
        var table = await TableAsync();
        var silo = Silo(1);
        silo.AddSuspector(Silo(2).SiloAddress, Now);
        Assert.True(await InsertAsync(table, silo));
        Assert.True(await ChangeAsync(table, silo));

        var data = await table.ReadRowAsync(silo.SiloAddress);
        var read = Assert.Single(data.Members).Item1;
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(
            (silo.SiloAddress, silo.SiloName, silo.HostName, silo.Status, silo.ProxyPort),
            (read.SiloAddress, read.SiloName, read.HostName, read.Status, read.ProxyPort));
        Assert.Equal((silo.StartTime, silo.IAmAliveTime), (read.StartTime, read.IAmAliveTime));
        Assert.Equal(silo.SuspectTimes, read.SuspectTimes);
    }

    [PostgresFact]
    public async Task Read_WhenAnotherSiloIsAskedFor_ThenGivesTheVersionAlone()
    {
        var table = await TableAsync();
        await InsertAsync(table, Silo(1));
        var read = await table.ReadRowAsync(Silo(2).SiloAddress);
        Assert.Empty(read.Members);
        Assert.Equal(1, read.Version.Version);
    }

    [PostgresFact]
    public async Task Join_WhenTheMembershipHasMovedOn_ThenChangesNothing()
    {
        var table = await TableAsync();
        var stale = (await table.ReadAllAsync()).Version.Next();
        await InsertAsync(table, Silo(1));
        Assert.False(await table.InsertRowAsync(Silo(2), stale));
        Assert.Equal(1, (await table.ReadAllAsync()).Version.Version);
        Assert.Single((await table.ReadAllAsync()).Members);
    }

    [PostgresFact]
    public async Task Join_WhenTheSiloIsAMember_ThenChangesNothing()
    {
        var table = await TableAsync();
        await InsertAsync(table, Silo(1));
        Assert.False(await InsertAsync(table, Silo(1)));
        Assert.Equal(1, (await table.ReadAllAsync()).Version.Version);
    }

    [PostgresFact]
    public async Task Change_WhenTheSiloIsNoMember_ThenChangesNothing()
    {
        var table = await TableAsync();
        Assert.False(await ChangeAsync(table, Silo(1)));
        Assert.Equal(0, (await table.ReadAllAsync()).Version.Version);
    }

    [PostgresFact]
    public async Task Change_WhenTheMembershipHasMovedOn_ThenChangesNothing()
    {
        var table = await TableAsync();
        await InsertAsync(table, Silo(1));
        var stale = (await table.ReadAllAsync()).Version;
        await InsertAsync(table, Silo(2));
        Assert.False(await table.UpdateRowAsync(Silo(1, SiloStatus.Dead), stale.VersionEtag, stale.Next()));
        var statuses = (await table.ReadAllAsync()).Members.Select(member => member.Item1.Status);
        Assert.All(statuses, status => Assert.Equal(SiloStatus.Active, status));
    }

    [PostgresFact]
    public async Task Join_WhenManyDoItAtOnce_ThenOneSucceedsPerVersion()
    {
        const int silos = 16;
        var table = await TableAsync();
        var version = (await table.ReadAllAsync()).Version.Next();
        var joined = await Task.WhenAll(
            Enumerable.Range(1, silos).Select(number => table.InsertRowAsync(Silo(number), version)));
        Assert.Single(joined, success => success);
        Assert.Single((await table.ReadAllAsync()).Members);
    }

    [PostgresFact]
    public async Task SignOfLife_WhenGiven_ThenLeavesTheVersionAlone()
    {
        var table = await TableAsync();
        var silo = Silo(1);
        await InsertAsync(table, silo);
        silo.IAmAliveTime = Now.AddMinutes(1);
        await table.UpdateIAmAliveAsync(silo);
        var read = await table.ReadAllAsync();
        Assert.Equal(1, read.Version.Version);
        Assert.Equal(Now.AddMinutes(1), Assert.Single(read.Members).Item1.IAmAliveTime);
    }

    [PostgresFact]
    public async Task CleanUp_WhenSilosDiedLongAgo_ThenRemovesThemAndNobodyElse()
    {
        var table = await TableAsync();
        var (dead, active, recent) = (Silo(1, SiloStatus.Dead), Silo(2), Silo(3, SiloStatus.Dead));
        recent.IAmAliveTime = Now.AddDays(2);
        foreach (var silo in new[] { dead, active, recent })
            await InsertAsync(table, silo);
        await table.CleanupDefunctSiloEntriesAsync(Now.AddDays(1));
        var left = (await table.ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress);
        Assert.Equal([active.SiloAddress, recent.SiloAddress], left.Order());
    }

    [PostgresFact]
    public async Task Delete_WhenTwoClustersShareTheDatabase_ThenRemovesItsOwn()
    {
        var database = await SchemaScript.CreateDatabaseAsync(await PostgresServer.SharedAsync());
        var (one, other) = (await TableAsync(database, "one"), await TableAsync(database, "other"));
        await InsertAsync(one, Silo(1));
        await InsertAsync(other, Silo(2));
        await one.DeleteMembershipTableEntriesAsync("one");
        await one.InitializeMembershipTableAsync(true);
        Assert.Empty((await one.ReadAllAsync()).Members);
        Assert.Single((await other.ReadAllAsync()).Members);
    }

    private static async Task<bool> InsertAsync(IMembershipTable table, MembershipEntry silo) =>
        await table.InsertRowAsync(silo, (await table.ReadAllAsync()).Version.Next());

    /// <summary>The provider gives out the version as the tag of every row.</summary>
    private static async Task<bool> ChangeAsync(IMembershipTable table, MembershipEntry silo)
    {
        var version = (await table.ReadAllAsync()).Version;
        return await table.UpdateRowAsync(silo, version.VersionEtag, version.Next());
    }

    private static async Task<IMembershipTable> TableAsync() =>
        await TableAsync(await SchemaScript.CreateDatabaseAsync(await PostgresServer.SharedAsync()));

    /// <summary>The provider alone: the host that it comes from is never started.</summary>
    private static async Task<IMembershipTable> TableAsync(string database, string cluster = "one")
    {
        var host = new HostApplicationBuilder();
        host.UseOrleans(silo => silo
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", database))
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, "tests")));
        var table = host.Build().Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true);
        return table;
    }

    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 10_000 + number, number),
        SiloName = $"silo {number}",
        HostName = "tests",
        Status = status,
        ProxyPort = 20_000 + number,
        StartTime = Now,
        IAmAliveTime = Now,
    };
}
