using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Processes;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>What Orleans' AdoNet grain storage does on our table and statements.</summary>
public sealed class GrainStorageScriptTests : IAsyncLifetime
{
    private const string StateName = "basket";

    private static readonly Guid Id = new("0a0b0c0d-1111-2222-3333-444455556666");

    private static readonly IdSpan[] KeysOfEveryKind =
    [
        GrainIdKeyExtensions.CreateGuidKey(Id),
        GrainIdKeyExtensions.CreateGuidKey(Id, "part"),
        GrainIdKeyExtensions.CreateIntegerKey(-7),
        GrainIdKeyExtensions.CreateIntegerKey(-7, "part"),
        IdSpan.Create("a name, with 'quotes' and ümlauts"),
    ];

    private static readonly GrainId Grain = Of(KeysOfEveryKind[0]);

    private IHost? _silo;

    private enum OnClear
    {
        KeepRow,
        DeleteRow,
    }

    public async Task InitializeAsync()
    {
        if (PostgresServer.WhyMissing is not null)
            return;
        var database = await SchemaScript.CreateDatabaseAsync(await PostgresServer.SharedAsync());
        var host = new HostApplicationBuilder();
        host.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
            foreach (var name in Enum.GetValues<OnClear>())
            {
                silo.AddAdoNetGrainStorage(name.ToString(), options =>
                {
                    (options.Invariant, options.ConnectionString) = ("Npgsql", database);
                    options.DeleteStateOnClear = name == OnClear.DeleteRow;
                });
            }
        });
        _silo = host.Build();
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_silo is null)
            return;
        await _silo.StopAsync();
        _silo.Dispose();
    }

    [PostgresFact]
    public async Task Read_WhenNothingWasWritten_ThenThereIsNoRecord()
    {
        var state = await ReadAsync(Grain);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [PostgresFact]
    public async Task Write_WhenKeysAreOfEveryKind_ThenEachHasARowOfItsOwn()
    {
        foreach (var (number, key) in KeysOfEveryKind.Index())
            await WriteAsync(Of(key), new GrainState<Basket>(new Basket { Apples = number }));
        foreach (var (number, key) in KeysOfEveryKind.Index())
            Assert.Equal(number, (await ReadAsync(Of(key))).State!.Apples);
    }

    [PostgresFact]
    public async Task Write_WhenRepeatedWithTheLatestVersion_ThenCountsOn()
    {
        var state = new GrainState<Basket>(new Basket { Apples = 1 });
        await WriteAsync(Grain, state);
        state.State!.Apples = 2;
        await WriteAsync(Grain, state);
        Assert.Equal("2", state.ETag);
        var read = await ReadAsync(Grain);
        Assert.Equal((2, "2", true), (read.State!.Apples, read.ETag, read.RecordExists));
    }

    [PostgresFact]
    public async Task Write_WhenAnotherActivationWroteFirst_ThenIsRefusedAndChangesNothing()
    {
        var (first, second) = (new GrainState<Basket>(new Basket { Apples = 1 }), new GrainState<Basket>(new Basket()));
        await WriteAsync(Grain, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(Grain, second));
        var stale = await ReadAsync(Grain);
        await WriteAsync(Grain, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(Grain, stale));
        Assert.Equal((1, "2"), ((await ReadAsync(Grain)).State!.Apples, (await ReadAsync(Grain)).ETag));
    }

    [PostgresFact]
    public async Task Write_WhenManyDoItAtOnce_ThenOneSucceeds()
    {
        const int writers = 16;
        var written = await Task.WhenAll(Enumerable.Range(0, writers).Select(async number =>
        {
            try
            {
                await WriteAsync(Grain, new GrainState<Basket>(new Basket { Apples = number }));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));
        Assert.Single(written, success => success);
    }

    [PostgresFact]
    public async Task Clear_WhenTheRowIsKept_ThenReadsAsNoRecordAndTheVersionGoesOn()
    {
        var state = new GrainState<Basket>(new Basket { Apples = 1 });
        await WriteAsync(Grain, state);
        await Storage(OnClear.KeepRow).ClearStateAsync(StateName, Grain, state);
        var read = await ReadAsync(Grain);
        Assert.Equal((false, "2", 0), (read.RecordExists, read.ETag, read.State!.Apples));
        await WriteAsync(Grain, read);
        Assert.Equal("3", read.ETag);
    }

    [PostgresFact]
    public async Task Clear_WhenTheRowIsDeleted_ThenTheNextWriteMakesIt()
    {
        var state = new GrainState<Basket>(new Basket { Apples = 1 });
        await WriteAsync(Grain, state);
        await Storage(OnClear.DeleteRow).ClearStateAsync(StateName, Grain, state);
        Assert.Null(state.ETag);
        await WriteAsync(Grain, state);
        Assert.Equal("1", state.ETag);
    }

    [PostgresFact]
    public async Task Clear_WhenAnotherActivationWroteFirst_ThenIsRefused()
    {
        foreach (var onClear in Enum.GetValues<OnClear>())
        {
            var key = Of(IdSpan.Create(onClear.ToString()));
            var state = new GrainState<Basket>(new Basket());
            await WriteAsync(key, state);
            var stale = await ReadAsync(key);
            await WriteAsync(key, state);
            await Assert.ThrowsAsync<InconsistentStateException>(
                () => Storage(onClear).ClearStateAsync(StateName, key, stale));
        }
    }

    private static GrainId Of(IdSpan key) => GrainId.Create(GrainType.Create("test"), key);

    private IGrainStorage Storage(OnClear onClear) =>
        _silo!.Services.GetRequiredKeyedService<IGrainStorage>(onClear.ToString());

    private Task WriteAsync(GrainId grain, GrainState<Basket> state) =>
        Storage(OnClear.KeepRow).WriteStateAsync(StateName, grain, state);

    private async Task<GrainState<Basket>> ReadAsync(GrainId grain)
    {
        var state = new GrainState<Basket>();
        await Storage(OnClear.KeepRow).ReadStateAsync(StateName, grain, state);
        return state;
    }

    /// <summary>Some state.</summary>
    [GenerateSerializer]
    [Alias("test.basket")]
    public sealed class Basket
    {
        /// <summary>What is in it.</summary>
        [Id(0)]
        public int Apples { get; set; }
    }
}
