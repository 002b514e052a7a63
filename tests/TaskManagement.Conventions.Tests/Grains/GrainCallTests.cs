using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Grains;

public sealed class GrainCallTests
{
    /// <summary>
    /// Who may call whom. A grain that waits for another holds up its own queue, so the ways only lead down: import,
    /// task, list, user, names; then no circle of grains can wait for itself.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["ImportGrain"] = ["ITaskListGrain", "ITaskGrain", "ITaskRelationsGrain"],
        ["UnfinishedImportsGrain"] = ["IImportGrain"],
        ["DefaultListsConsumerGrain"] = ["ITaskListGrain"],
        ["DueDateGrain"] = ["ITaskGrain"],
        ["TrashGrain"] = ["ITaskListGrain", "ITaskPurgeGrain", "ITaskGrain"],
        ["TaskPurgeGrain"] = ["ITaskListGrain", "ITaskGrain"],
        ["TaskGrain"] = ["ITaskListGrain", "IUserGrain", "IAccountsGrain"],
        ["TaskQueriesGrain"] = ["ITaskListGrain", "IAccountsGrain"],
        ["ListExportsGrain"] = ["ITaskListGrain", "IUserGrain"],
        ["FeedsGrain"] = ["ITaskListGrain"],
        ["FeedReadersGrain"] = ["ITaskListGrain", "IUserGrain"],
        ["TaskRelationsGrain"] = ["ITaskListGrain", "ITaskGrain"],
        ["TaskBatchGrain"] = ["ITaskListGrain", "ITaskGrain", "ITaskRelationsGrain"],
        ["TaskListGrain"] = ["IUserGrain"],
        ["InboxGrain"] = ["IUserGrain"],
        ["SessionGrain"] = ["IRevocationRecorderGrain"],
        ["AccountsGrain"] =
        [
            "IUserGrain", "IUserAccountGrain", "IEmailGrain", "IHandleGrain", "ISessionGrain", "IUserSessionsGrain",
            "ISigningKeysGrain", "IAttemptsGrain",
        ],
    };

    [Fact]
    public void Calls_WhenFollowed_ThenAreThoseAllowed()
    {
        var found = GrainCalls.ByGrain.SelectMany(grain => grain.Value.Select(face => $"{grain.Key} calls {face}"));
        var allowed = Allowed.SelectMany(grain => grain.Value.Select(face => $"{grain.Key} calls {face}"));
        Assert.Equal(allowed.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Calls_WhenFollowed_ThenNeverComeBack() =>
        Assert.Equal("", string.Join(" calls ", GrainCalls.Cycle(GrainCalls.ByGrain)));

    [Fact]
    public void Calls_WhenMade_ThenNameTheInterface() => Findings.AssertNone(GrainCalls.Untyped());

    [Fact]
    public void Cycle_WhenAListCallsItsTasks_ThenIsFound()
    {
        var calls = GrainCalls.ByGrain.ToDictionary();
        calls["TaskListGrain"] = new HashSet<string> { "ITaskGrain" };
        Assert.Equal(["TaskListGrain", "TaskGrain", "TaskListGrain"], GrainCalls.Cycle(calls));
    }
}
