using TaskManagement.Api;
using TaskManagement.Silo;

namespace TaskManagement.Server;

/// <summary>
/// Puts the default server together: no flags, no services, data in one folder, http://localhost:8080.
/// </summary>
public static class ServerApplication
{
    /// <summary>Builds the application; <c>RunAsync</c> or <c>StartAsync</c> starts it.</summary>
    /// <param name="args">
    /// Settings as on the command line, such as <c>--Storage:Path=/var/lib/taskmanagement</c>.
    /// </param>
    /// <param name="configure">More services, for tests.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ServerApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.UseDefaultUrl();
        builder.AddTaskManagementSilo();
        builder.Services.AddTaskManagementApi(builder.Configuration);
        builder.Services.AddHostedService<StartAnnouncement>();
        configure?.Invoke(builder);
        var application = builder.Build();
        application.MapTaskManagementApi();
        return application;
    }
}
