using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;

namespace TaskManagement.Api.OpenApi;

/// <summary>Turns the description of a route into that of an operation.</summary>
internal static partial class OperationDescriptions
{
    public static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RouteDescription>().FirstOrDefault() is not { } route)
            return;
        operation.Tags = new HashSet<OpenApiTagReference> { new(AreaOf(context), context.Document) };
        operation.Summary = route.Summary;
        operation.Description = route.Remarks;
        operation.Parameters =
            [.. PathParameters(context), .. route.Query.Select(Parameter), .. HeaderParameters(route)];
        if (route.Body is { } body)
            operation.RequestBody = BodyOf(route, body);
        DescribeAnswers(operation, route, context.Document!);
        if (!metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [Bearer(context.Document!)];
        if (route.Alternative is { } alternative)
            await OfferAsync(operation, alternative, context, cancellation);
    }

    /// <summary>The first part of the address, such as <c>lists</c>.</summary>
    private static string AreaOf(OpenApiOperationTransformerContext context)
    {
        var path = "/" + context.Description.RelativePath;
        return path.StartsWith(ApiRoutes.Prefix, StringComparison.Ordinal)
            ? path[(ApiRoutes.Prefix.Length + 1)..].Split('/')[0]
            : "server";
    }

    private static IEnumerable<IOpenApiParameter> PathParameters(OpenApiOperationTransformerContext context) =>
        PathParameterPattern().Matches(context.Description.RelativePath ?? "").Select(match => new OpenApiParameter
        {
            Name = match.Groups["name"].Value,
            In = ParameterLocation.Path,
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static IOpenApiParameter Parameter(QueryParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Schema = new OpenApiSchema
        {
            Type = parameter.IsInteger ? JsonSchemaType.Integer : JsonSchemaType.String,
            Format = parameter.Format,
            Enum = parameter.Values.IsEmpty ? null : [.. parameter.Values.Select(value => JsonValue.Create(value))],
        },
    };

    private static IEnumerable<IOpenApiParameter> HeaderParameters(RouteDescription route)
    {
        if (route.IsWrite)
        {
            yield return Header(IdempotencyKey.HeaderName, "The same key and body: the same answer, no second effect.");
            yield return Header("If-Match", "The version that the change was decided on, as ETag gave it.");
        }
        else if (route.HasVersion)
        {
            yield return Header("If-None-Match", "304 where this is still the version.");
        }
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiRequestBody BodyOf(RouteDescription route, Type body)
    {
        var schema = ShapeSchemas.Of(JsonShapes.Of(body));
        return new OpenApiRequestBody
        {
            Required = !route.BodyIsOptional,
            Content = route.MediaTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
        };
    }

    private static void DescribeAnswers(OpenApiOperation operation, RouteDescription route, OpenApiDocument document)
    {
        operation.Responses ??= [];
        var status = route.Status.ToString(CultureInfo.InvariantCulture);
        if (route.HasVersion && operation.Responses.GetValueOrDefault(status) is OpenApiResponse success)
        {
            success.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader
                {
                    Description = "The version, in quotes.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            };
        }

        if (route is { Files.IsEmpty: false } && operation.Responses.GetValueOrDefault(status) is OpenApiResponse file)
            file.Content = route.Files.ToDictionary(type => type, _ => new OpenApiMediaType());
        if (route is { HasVersion: true, IsWrite: false })
            operation.Responses["304"] = new OpenApiResponse { Description = "What was held is still so." };
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused or failed; code says why, errors which fields.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemWriter.ContentType] = new()
                {
                    Schema = new OpenApiSchemaReference(ApiDocument.ProblemSchema, document),
                },
            },
        };
    }

    private static async Task OfferAsync(
        OpenApiOperation operation,
        Type alternative,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation)
    {
        var document = context.Document!;
        document.AddComponent(
            alternative.Name, await context.GetOrCreateSchemaAsync(alternative, null, cancellation));
        var answer = operation.Responses!["200"].Content![JsonBody.MediaType];
        answer.Schema = new OpenApiSchema
        {
            AnyOf = [answer.Schema!, new OpenApiSchemaReference(alternative.Name, document)],
        };
    }

    private static OpenApiSecurityRequirement Bearer(OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(ApiDocument.BearerScheme, document)] = [] };

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex PathParameterPattern();
}
