using TaskManagement.Api.Engines;

namespace TaskManagement.Api;

/// <summary>Puts a front end process together.</summary>
internal static class ApiApplication
{
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
        var application = builder.Build();
        application.MapTaskManagementApi();
        return application;
    }
}
