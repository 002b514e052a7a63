using System.Text.Json;
using TaskManagement.Api.Tests.Hosting;

namespace TaskManagement.Api.Tests.OpenApi;

public sealed class ApiDocumentTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Document_WhenAskedForByAnybody_ThenDescribesSecurityAndProblems()
    {
        var components = At(await DocumentAsync(), "components");
        Assert.Equal("http", At(components, "securitySchemes", "bearer", "type").GetString());
        Assert.Equal("string", At(components, "schemas", "Problem", "properties", "code", "type").GetString());
    }

    [Fact]
    public async Task Document_WhenRead_ThenEveryOperationIsDescribed()
    {
        var operations = At(await DocumentAsync(), "paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, operation.Value)))
            .ToList();
        Assert.True(operations.Count > 30, $"There are only {operations.Count} operations.");
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(At(operation.Value, "summary").GetString()!);
            Assert.NotEmpty(At(operation.Value, "tags")[0].GetString()!);
            At(operation.Value, "responses", "default", "content", "application/problem+json");
            var isOpen = operation.Path.Contains("/auth/", StringComparison.Ordinal)
                || operation.Path.StartsWith("/.well-known", StringComparison.Ordinal)
                || operation.Path.EndsWith("/feeds/{secret}.ics", StringComparison.Ordinal);
            Assert.Equal(!isOpen, operation.Value.TryGetProperty("security", out _));
        });
    }

    [Fact]
    public async Task Document_WhenOperationTakesABody_ThenItsSchemaIsWhatIsEnforced()
    {
        var patch = At(await DocumentAsync(), "paths", "/api/v1/tasks/{id}", "patch");
        var fields = At(patch, "requestBody", "content", "application/merge-patch+json", "schema", "properties");
        Assert.Equal("string", At(fields, "title", "type").GetString());
        Assert.Equal("null", At(fields, "dueDate", "type")[0].GetString());
        Assert.Equal("blocked", At(fields, "status", "enum")[2].GetString());
        Assert.Equal("uuid", At(fields, "labels", "items", "format").GetString());
        Assert.Equal(
            ["id", "Idempotency-Key", "If-Match"],
            At(patch, "parameters").EnumerateArray().Select(parameter => At(parameter, "name").GetString()));
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = host.ClientWith(null);
        using var response = await client.GetAsync("/openapi/v1.json");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await ApiHost.BodyOfAsync(response);
    }

    private static JsonElement At(JsonElement element, params string[] names)
    {
        foreach (var name in names)
        {
            Assert.True(element.TryGetProperty(name, out var next), $"{name} of {string.Join('/', names)} is missing.");
            element = next;
        }

        return element;
    }
}
