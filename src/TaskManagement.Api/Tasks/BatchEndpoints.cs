using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tasks;

/// <summary>Many commands in one request.</summary>
internal static class BatchEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapWrite(HttpMethods.Post, "/tasks/batch", Act, new RouteDescription("Change many tasks at once")
        {
            Remarks = "Each command has a type and the members of that type's own route, and a result of its own. With "
                + "atomic, all are carried out or none: one that is refused is named, and nothing changes. A version "
                + "that must hold goes into ifVersion of its command.",
            Body = typeof(BatchBody),
            Answer = typeof(BatchAnswer),
        }).RequireAuthorization(Policies.User);

    private static async Task<Answer> Act(ApiRequest request)
    {
        var body = await request.BodyAsync<BatchBody>();
        var command = request.Command();
        if (command.IfVersion is not null)
        {
            throw new ProblemException(ApiProblems.Invalid(
                "If-Match", "is of one task; give ifVersion in each command instead"));
        }

        var batch = body.ToCommand(command);
        var outcome = await request.SendAsync(
            command, context => request.Grains.GetGrain<ITaskBatchGrain>(0).Act(context, batch));
        return Answer.Ok(new BatchAnswer([.. outcome.Results.Zip(batch.Commands, ResultOf)]));
    }

    private static BatchResult ResultOf(Result<TaskItem> result, BatchedCommand command)
    {
        if (result.Succeeded)
        {
            var status = command.Command is CreateTask ? StatusCodes.Status201Created : StatusCodes.Status200OK;
            return new BatchResult(status, result.Value, null);
        }

        var problem = RefusalProblems.Of(result.Refusal);
        return new BatchResult(
            problem.Status,
            null,
            new BatchProblem(problem.Code, problem.Detail, problem.Errors.IsEmpty ? null : problem.Errors));
    }
}
