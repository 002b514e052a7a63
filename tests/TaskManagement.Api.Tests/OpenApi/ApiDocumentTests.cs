using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.OpenApi;

public sealed class ApiDocumentTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Document_WhenAskedFor_ThenDescribesRoutesSecurityAndProblems()
    {
        using var client = host.ClientWith(null);
        using var response = await client.GetAsync("/openapi/v1.json");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var document = await ApiHost.BodyOfAsync(response);
        var components = document.GetProperty("components");
        Assert.Equal("http", components.GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
        Assert.True(components.GetProperty("schemas").GetProperty("Problem").GetProperty("properties").TryGetProperty("code", out _));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                Assert.True(operation.Value.TryGetProperty("summary", out _), name);
                var answers = operation.Value.GetProperty("responses");
                Assert.True(answers.GetProperty("default").GetProperty("content").TryGetProperty("application/problem+json", out _), name);
                Assert.Equal(!path.Name.Contains("/auth/", StringComparison.Ordinal) && path.Name.StartsWith("/api", StringComparison.Ordinal),
                    operation.Value.TryGetProperty("security", out _));
            }
        }
    }

    [Fact]
    public async Task Document_WhenOperationTakesABody_ThenItsSchemaIsThatOfClients()
    {
        using var response = await host.Client.GetAsync("/openapi/v1.json");
        var document = await ApiHost.BodyOfAsync(response);
        var patch = document.GetProperty("paths").GetProperty("/api/v1/tasks/{id}").GetProperty("patch");
        var body = patch.GetProperty("requestBody").GetProperty("content").GetProperty("application/merge-patch+json")
            .GetProperty("schema").GetProperty("properties");
        Assert.Equal("string", body.GetProperty("title").GetProperty("type").GetString());
        Assert.Equal("null", body.GetProperty("dueDate").GetProperty("type")[0].GetString());
        Assert.Equal("blocked", body.GetProperty("status").GetProperty("enum")[2].GetString());
        Assert.Equal("uuid", body.GetProperty("labels").GetProperty("items").GetProperty("format").GetString());
        var parameters = patch.GetProperty("parameters").EnumerateArray().Select(item => item.GetProperty("name").GetString());
        Assert.Equal(["id", "Idempotency-Key", "If-Match"], parameters);
    }
}
