using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TaskManagement.Api.Tests.Hosting;

/// <summary>Another front end over the grains of a server, with memory and a socket of its own.</summary>
internal sealed class SecondFrontEnd : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _folder;

    private SecondFrontEnd(WebApplication application, string folder) =>
        (_application, _folder) = (application, folder);

    public Uri Address => new(_application.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<SecondFrontEnd> StartAsync(ServerHost server)
    {
        var folder = Directory.CreateTempSubdirectory("taskmanagement-api-").FullName;
        var builder = WebApplication.CreateSlimBuilder([$"--Storage:Path={folder}"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(server.Services.GetRequiredService<IGrainFactory>());
        builder.Services.AddTaskManagementApi(builder.Configuration);
        var application = builder.Build();
        application.MapTaskManagementApi();
        await application.StartAsync();
        return new SecondFrontEnd(application, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
