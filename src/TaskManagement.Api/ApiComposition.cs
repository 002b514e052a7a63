using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Analytics;
using TaskManagement.Api.Attachments;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Exports;
using TaskManagement.Api.Feeds;
using TaskManagement.Api.Health;
using TaskManagement.Api.Imports;
using TaskManagement.Api.Lists;
using TaskManagement.Api.Metrics;
using TaskManagement.Api.Notifications;
using TaskManagement.Api.OpenApi;
using TaskManagement.Api.Operations;
using TaskManagement.Api.Tasks;
using TaskManagement.Api.Tasks.Comments;
using TaskManagement.Api.Users;
using TaskManagement.Blobs;
using TaskManagement.Contracts.Values;
using TaskManagement.Telemetry;

namespace TaskManagement.Api;

/// <summary>Puts the HTTP front end together. Grains come from the host's <see cref="IGrainFactory"/>.</summary>
public static class ApiComposition
{
    /// <summary>As much again as the longest cursor, for the path and the filters beside it.</summary>
    private const int RequestLineBytesMax = 2 * PageRequest.CursorLengthMax;

    private const string UrlDefault = "http://localhost:8080";

    /// <summary>Lets it listen at http://localhost:8080 where no setting says otherwise.</summary>
    public static WebApplicationBuilder UseDefaultUrl(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["Urls"]))
            builder.WebHost.UseUrls(UrlDefault);
        return builder;
    }

    /// <summary>Adds what the front end needs.</summary>
    public static IServiceCollection AddTaskManagementApi(
        this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
        services.AddSingleton<CommandSender>();
        services.AddSingleton<ImportUpload>();
        services.AddBlobs(configuration);
        services.AddSingleton<AttachmentUpload>();
        services.AddSingleton<UnclaimedContentSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<UnclaimedContentSweep>());
        services.AddMetricsPage();
        services.AddSingleton<IAuthorizationHandler, MetricsReadersHandler>();
        services.AddRouting();
        services.AddSecretAddresses();
        BearerAuthentication.Add(services, configuration);
        services.AddAuthorization(Policies.Add);
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<ApiOptions>>((timeouts, api) =>
            timeouts.DefaultPolicy = RouteTimeouts.After(api.Value.RequestTimeoutSeconds));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiOptions>>((kestrel, api) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
            kestrel.Limits.MaxRequestBodySize = api.Value.BodyBytesMax;
        });
        services.AddSingleton<StorageHealthCheck>();
        services.AddHealthChecks()
            .AddCheck<GrainsHealthCheck>("grains", tags: [HealthEndpoints.Ready])
            .AddCheck<StorageHealthCheck>("storage", tags: [HealthEndpoints.Ready]);
        ApiDocument.Add(services);
        return services;
    }

    /// <summary>Builds the pipeline and maps every route.</summary>
    public static WebApplication MapTaskManagementApi(this WebApplication application)
    {
        application.UseMiddleware<TraceMiddleware>();
        application.UseMiddleware<ProblemMiddleware>();
        application.UseRouting();
        application.UseMiddleware<UnroutedMiddleware>();
        application.UseRequestTimeouts();
        application.UseAuthentication();
        application.UseAuthorization();

        HealthEndpoints.Map(application);
        MetricsEndpoint.Map(application);
        ApiDocument.Map(application);
        var api = application.MapGroup(ApiRoutes.Prefix);
        AuthEndpoints.Map(application, api);
        UserEndpoints.Map(api);
        SessionEndpoints.Map(api);
        PasswordEndpoint.Map(api);
        ListEndpoints.Map(api);
        ListPartEndpoints.Map(api);
        ListFieldEndpoints.Map(api);
        ListActEndpoints.Map(api);
        TaskQueryEndpoints.Map(api);
        SavedFilterEndpoints.Map(api);
        TaskEndpoints.Map(api);
        TaskActEndpoints.Map(api);
        BatchEndpoints.Map(api);
        RelationEndpoints.Map(api);
        CommentEndpoints.Map(api);
        AttachmentEndpoints.Map(api);
        DescriptionEndpoint.Map(api);
        NotificationEndpoints.Map(api);
        AnalyticsEndpoints.Map(api);
        ReadModelEndpoints.Map(api);
        ImportEndpoints.Map(api);
        ExportEndpoints.Map(api);
        FeedEndpoints.Map(api);
        return application;
    }
}
