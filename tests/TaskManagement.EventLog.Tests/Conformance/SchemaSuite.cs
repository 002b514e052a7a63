using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>Releases that know different versions of a schema, one after the other on one database.</summary>
public abstract class SchemaSuite<TStore> where TStore : ITestStore, new()
{
    private static readonly SchemaPart Expanded = Sample.NotesOf(2);
    private static readonly SchemaPart Contracted = Sample.NotesOf(3);

    private readonly TStore _store = new();

    [StoreFact]
    public async Task Start_WhenALaterReleaseHasExpanded_ThenTheOlderOneWorksBesideIt()
    {
        await using var database = await StartAsync(Expanded);
        await database.Database.WriteAsync([Sample.Note(Guid.NewGuid(), "newer")]);

        await database.RestartAsync(services => services.AddSingleton(Sample.Notes));

        await database.Database.WriteAsync([Sample.Note(Guid.NewGuid(), "older")]);
        await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
        Assert.Equal(["newer", "older"], (await database.NotesAsync()).Order());

        await database.RestartAsync(services => services.AddSingleton(Expanded));
        Assert.Equal(2, (await database.NotesAsync()).Length);
    }

    [StoreFact]
    public async Task Start_WhenALaterReleaseHasContracted_ThenTheOlderOneRefusesAndTheDataStay()
    {
        await using var database = await StartAsync(Contracted);

        var error = await Assert.ThrowsAsync<StorageStartException>(
            () => database.RestartAsync(services => services.AddSingleton(Expanded)));

        Assert.Contains(
            "The tables of 'notes' have version 3, which asks for a release that knows version 3; this one knows them "
            + "up to version 2.",
            error.Message,
            StringComparison.Ordinal);
        await database.RestartAsync(services => services.AddSingleton(Contracted));
    }

    private Task<TestDatabase> StartAsync(SchemaPart part) =>
        _store.StartAsync(services => services.AddSingleton(part));
}
