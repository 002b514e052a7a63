using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Markup;

namespace TaskManagement.Api.Tasks;

/// <summary>
/// The description of a task as HTML. It is had apart, since most who read a task need its text or nothing of it.
/// </summary>
internal static class DescriptionEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapRead("/tasks/{id}/description", Description, new RouteDescription("The description of a task, rendered")
        {
            Answer = typeof(DescriptionAnswer),
            HasVersion = true,
        }).RequireAuthorization(Policies.User);

    private static async Task<Answer> Description(ApiRequest request)
    {
        var task = await request.AskAsync(TaskEndpoints.GrainOf(request).Get(request.Caller, asOf: null));
        return Answer.Ok(new DescriptionAnswer(task.Description, MarkdownHtml.Of(task.Description)), task.Version);
    }
}

/// <summary>A description, readable and rendered.</summary>
/// <param name="Text">Markdown, as it was written.</param>
/// <param name="Html">The same as HTML that is safe to show.</param>
internal sealed record DescriptionAnswer(string Text, string Html);
