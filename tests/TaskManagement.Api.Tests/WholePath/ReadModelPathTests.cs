using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Api.Tests.WholePath;

/// <summary>Administrators have the read model compared with the log.</summary>
[Collection(WholePathCollection.Name)]
public sealed class ReadModelPathTests(ServerHost server)
{
    private const string Path = "/ops/read-model";

    [Fact]
    public async Task Rebuild_WhenAnAdministratorAsks_ThenItEndsAndNothingWasWrong()
    {
        var owner = server.Administrator;
        await owner.TaskAsync(await owner.ListAsync());
        await EndedAsync();

        var begun = await owner.SendAsync("POST", $"{Path}/rebuild", null, 202);
        var ended = await EndedAsync();

        Assert.Equal(begun.GetProperty("beganAt").GetString(), ended.GetProperty("beganAt").GetString());
        Assert.True(ended.GetProperty("streamsDone").GetInt64() >= 2);
        Assert.Equal(0, ended.GetProperty("streamsMended").GetInt64());
    }

    [Fact]
    public async Task Rebuild_WhenAskedWrongly_ThenRefused()
    {
        var member = server.Stranger;
        await member.RefusedAsync(403, "forbidden", "POST", $"{Path}/rebuild");
        await member.RefusedAsync(403, "forbidden", "GET", Path);
        await server.Administrator.RefusedAsync(400, "validation_failed", "GET", $"{Path}?since=1");
    }

    private Task<JsonElement> EndedAsync() => Eventually.SeesAsync(
        () => server.Administrator.SendAsync("GET", Path),
        status => status.GetProperty("endedAt").ValueKind == JsonValueKind.String,
        "the rebuild has ended");
}
