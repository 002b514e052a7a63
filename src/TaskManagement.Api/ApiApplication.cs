using TaskManagement.Api.Engines;

namespace TaskManagement.Api;

/// <summary>Puts a front end process together.</summary>
internal static class ApiApplication
{
    /// <summary>
    /// How long a stop waits for open requests: as long as a request may take by default. Whoever kills the process
    /// gives it a few seconds more, as <c>deploy/docker/compose.yml</c> does.
    /// </summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Builds the application.</summary>
    /// <param name="args">Settings as on the command line, such as <c>--Cluster:Provider=PostgreSql</c>.</param>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ApiApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.UseDefaultUrl();
        builder.UseEngineClient();
        builder.Services.AddTaskManagementApi(builder.Configuration);
        builder.Services.AddHostedService<ReadyAnnouncement>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        var application = builder.Build();
        application.MapTaskManagementApi();
        return application;
    }
}
