using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tests.Conventions;

public sealed class TimeoutTests(ImpatientApiHost host) : IClassFixture<ImpatientApiHost>
{
    private static readonly Task<Result<TaskItem>> Never = new TaskCompletionSource<Result<TaskItem>>().Task;

    private readonly string _task = $"/api/v1/tasks/{Guid.CreateVersion7()}";

    [Fact]
    public async Task Get_WhenAnswerTakesTooLong_ThenTimedOut()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Get), _ => Never);
        using var response = await host.Client.GetAsync(_task);
        await ApiHost.ProblemOfAsync(response, 503, "timed_out");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Complete_WhenAnswerNeverComes_ThenOutcomeIsUnknown()
    {
        host.Grains.When<ITaskGrain>(nameof(ITaskGrain.Act), _ => Never);
        using var response = await host.Client.PostAsync($"{_task}/complete", null);
        await ApiHost.ProblemOfAsync(response, 503, "outcome_unknown");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }
}
