using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TaskManagement.Api.Conventions.Problems;

namespace TaskManagement.Api.OpenApi;

/// <summary>The OpenAPI document, made from the descriptions of the routes when it is asked for.</summary>
internal static class ApiDocument
{
    public const string BearerScheme = "bearer";
    public const string ProblemSchema = "Problem";
    private const string Name = "v1";

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict);
        services.AddSingleton(provider =>
            new DocumentText(provider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)));
        services.AddOpenApi(Name, options =>
        {
            options.AddSchemaTransformer((schema, context, _) => SchemaDescriptions.DescribeAsync(schema, context));
            options.AddOperationTransformer(OperationDescriptions.DescribeAsync);
            options.AddDocumentTransformer(async (document, context, cancellation) =>
            {
                Introduce(document);
                document.AddComponent(
                    ProblemSchema, await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellation));
            });
        });
    }

    public static void Map(IEndpointRouteBuilder root) =>
        root.MapGet($"/openapi/{Name}.json", (RequestDelegate)WriteAsync).AllowAnonymous();

    private static async Task WriteAsync(HttpContext context)
    {
        var document = await context.RequestServices.GetRequiredService<DocumentText>().GetAsync();
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=300";
        await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "TaskManagement",
            Version = Name,
            Description = "Users, task lists, tasks, notifications, analytics. Refusals are application/problem+json "
                + "with a stable code. Resources carry their version as ETag: send it as If-Match, and a change of "
                + "something that has changed since gets 412. A write with an Idempotency-Key may be repeated.",
        };
        document.AddComponent<IOpenApiSecurityScheme>(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = BearerScheme,
            BearerFormat = "JWT",
            Description = "The accessToken of POST /api/v1/auth/login.",
        });
    }
}
