using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>Appends that destroy the key of a person: with the events, or not at all.</summary>
public abstract class ForgetSuite<TStore> where TStore : ITestStore, new()
{
    private const string Name = "Ada Lovelace";

    private readonly TStore _store = new();

    [StoreFact]
    public async Task Append_WhenItForgetsAPerson_ThenEventAndErasureAreThereAlsoAfterARestart()
    {
        await using var database = await _store.StartAsync();
        var (user, stream) = await RegisterAsync(database);

        await database.Log.MustAppendAsync(Sample.Append(stream, 1) with { Forget = [user.Value] });

        Assert.Null(await NameAsync(database, stream));
        Assert.Null(await database.SubjectKeys.FindAsync(user.Value, create: false));
        await database.RestartAsync();
        Assert.Null(await NameAsync(database, stream));
        Assert.Equal(2, (await database.Log.ReadStreamAsync(stream)).Length);
    }

    [StoreFact]
    public async Task Append_WhenItForgetsAPersonAndConflicts_ThenThePersonStays()
    {
        await using var database = await _store.StartAsync();
        var (user, stream) = await RegisterAsync(database);

        var outcome = await database.Log.AppendAsync(Sample.Append(stream, 7) with { Forget = [user.Value] });

        Assert.Equal(new AppendOutcome.Conflict(stream, 1), outcome);
        Assert.Equal(Name, await NameAsync(database, stream));
    }

    [StoreFact]
    public async Task Append_WhenItForgetsAPersonAndItsViewIsRefused_ThenThePersonStays()
    {
        await using var database = await _store.StartAsync(services => services.AddSingleton(Sample.Notes));
        var (user, stream) = await RegisterAsync(database);
        var tooLong = Sample.Note(Guid.NewGuid(), new string('x', 60));

        var outcome = await database.Log.AppendAsync(
            Sample.Append(stream, 1) with { Forget = [user.Value], View = [tooLong] });

        Assert.IsType<AppendOutcome.RolledBack>(outcome);
        Assert.Equal(Name, await NameAsync(database, stream));
        Assert.Single(await database.Log.ReadStreamAsync(stream));
    }

    [StoreFact]
    public async Task Append_WhenItForgetsAPersonAndIsRepeated_ThenNothingIsWrittenAndNobodyComesBack()
    {
        await using var database = await _store.StartAsync();
        var (user, stream) = await RegisterAsync(database);
        var append = Sample.Append(stream, 1) with { Forget = [user.Value] };
        await database.Log.MustAppendAsync(append);

        Assert.IsType<AppendOutcome.Repeated>(await database.Log.AppendAsync(append));

        Assert.Null(await NameAsync(database, stream));
        Assert.Equal(2, (await database.Log.ReadStreamAsync(stream)).Length);
    }

    [StoreFact]
    public async Task Append_WhenOneOfManyAtOnceForgetsAPerson_ThenNobodyElseIsForgotten()
    {
        await using var database = await _store.StartAsync();
        var persons = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RegisterAsync(database)));

        await Task.WhenAll(persons.Select((person, index) => database.Log.MustAppendAsync(
            Sample.Append(person.Stream, 1) with { Forget = index == 3 ? [person.User.Value] : [] })));

        await database.RestartAsync();
        for (var index = 0; index < persons.Length; index++)
            Assert.Equal(index == 3 ? null : Name, await NameAsync(database, persons[index].Stream));
    }

    private static async Task<(UserId User, StreamName Stream)> RegisterAsync(TestDatabase database)
    {
        var user = new UserId(Guid.CreateVersion7());
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(
            new Append(TestCommands.By(user), [new StreamAppend(stream, 0, [Sample.Registered(user, Name)])]));
        return (user, stream);
    }

    private static async Task<string?> NameAsync(TestDatabase database, StreamName stream) =>
        Assert.IsType<UserRegistered>((await database.Log.ReadStreamAsync(stream))[0].Event).FirstName.Value;
}
