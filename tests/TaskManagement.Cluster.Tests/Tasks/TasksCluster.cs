using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>The product with people, lists and tasks. Every test makes its own of them.</summary>
public sealed class TasksCluster : IAsyncLifetime
{
    private const string Password = "correct horse battery staple";

    private ProductCluster? _product;
    private int _people;

    public ProductCluster Product => _product ?? throw new InvalidOperationException("It is not started.");

    public IGrainFactory Grains => Product.Grains;

    public ITaskQueriesGrain Queries => Grains.GetGrain<ITaskQueriesGrain>(0);

    /// <summary>What its grains go by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public async Task InitializeAsync() => _product = await ProductCluster.StartAsync(Clock);

    public async Task DisposeAsync() => await Product.DisposeAsync();

    /// <summary>Registers someone whose display name is "{name} Test".</summary>
    public async Task<Caller> PersonAsync(string name)
    {
        var handle = $"{name}{Interlocked.Increment(ref _people)}";
        var profile = Succeeded(await Grains.GetGrain<IAccountsGrain>(0).Register(
            TestCommands.By(Caller.Anonymous),
            new RegisterUser($"{handle}@example.org", handle, name, "Test", Password)));
        return new Caller(profile.Id, profile.Roles);
    }

    public async Task<TaskListView> ListAsync(Caller owner, params (Caller Member, ListRole Role)[] members)
    {
        var context = TestCommands.By(owner);
        var list = Grains.GetGrain<ITaskListGrain>(context.Id.NewId("list"));
        var view = Succeeded(await list.Act(context, new CreateList("Home", null, ["Doing"])));
        foreach (var (member, role) in members)
            view = Succeeded(await list.Act(TestCommands.By(owner), new SetListMember(member.UserId, role)));
        return view;
    }

    public async Task<TaskItem> TaskAsync(Caller caller, ListId list, string title = "Buy milk")
    {
        var context = TestCommands.By(caller);
        return Succeeded(await Task(context).Act(context, New(list, title)));
    }

    public static CreateTask New(ListId list, string title = "Buy milk") => new(
        list, null, title, null, null, null, null, null, null, null, ImmutableArray<LabelId>.Empty, null);

    public static PatchTask Titled(string title) => new(
        title, default, default, default, default, default, default, default, default, default);

    public ITaskListGrain List(ListId id) => Grains.GetGrain<ITaskListGrain>(id.Value);

    public ITaskGrain Task(TaskId id) => Grains.GetGrain<ITaskGrain>(id.Value);

    /// <summary>The task that a command makes.</summary>
    public ITaskGrain Task(CommandContext context) => Grains.GetGrain<ITaskGrain>(context.Id.NewId("task"));

    public static T Succeeded<T>(Result<T> result)
    {
        Assert.True(result.Succeeded, result.Refusal?.Message);
        return result.Value!;
    }
}

[CollectionDefinition(Name)]
public sealed class TasksCollection : ICollectionFixture<TasksCluster>
{
    public const string Name = "Tasks on the product";
}
