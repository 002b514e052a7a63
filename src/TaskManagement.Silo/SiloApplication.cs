using Microsoft.Extensions.Hosting;

namespace TaskManagement.Silo;

/// <summary>Puts a silo process together.</summary>
internal static class SiloApplication
{
    /// <summary>Builds the host.</summary>
    /// <param name="args">Settings as on the command line, such as <c>--Cluster:Provider=PostgreSql</c>.</param>
    public static IHost Create(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ApplicationName = typeof(SiloApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddTaskManagementSilo();
        return builder.Build();
    }
}
