using System.Text.Json;

namespace TaskManagement.Api.Tests.OpenApi;

public sealed class ApiDescriptionTests
{
    private const string Document = """
        {
          "paths": {
            "/api/things/{id}": { "get": { "operationId": "one" } },
            "/api/things/me": { "get": { "operationId": "mine" } }
          },
          "components": { "schemas": { "Thing": {
            "type": "object",
            "required": ["name"],
            "properties": {
              "name": { "type": "string" },
              "kind": { "type": ["null", "string"], "enum": ["a", "b", null] },
              "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } },
              "size": { "oneOf": [{ "type": "null" }, { "type": "integer" }] },
              "free": { "type": "object" },
              "any": {}
            }
          } } }
        }
        """;

    private readonly ApiDescription _description = new(JsonDocument.Parse(Document));

    [Theory]
    [InlineData("""{"name":"x"}""", null)]
    [InlineData("""{"name":"x","kind":null,"size":null,"parts":[],"free":{"b":1},"any":[1]}""", null)]
    [InlineData("""{"name":"x","kind":"b","size":7,"parts":[{"name":"y"}],"any":"text"}""", null)]
    [InlineData("""{}""", "$.name is missing")]
    [InlineData("""{"name":1}""", "$.name is Number, not string")]
    [InlineData("""{"name":"x","kind":"c"}""", "$.kind is c, not one of [\"a\", \"b\", null]")]
    [InlineData("""{"name":"x","parts":[{"name":"y"},{}]}""", "$.parts[1].name is missing")]
    [InlineData("""{"name":"x","size":"7"}""", "$.size is String, not integer")]
    [InlineData("""{"name":"x","more":1}""", "$.more is not described")]
    [InlineData("""[]""", "$ is Array, not object")]
    public void Deviations_WhenHeldAgainstASchema_ThenEachIsNamed(string json, string? expected)
    {
        var schema = JsonDocument.Parse("""{"$ref":"#/components/schemas/Thing"}""").RootElement;

        var found = _description.Deviations(schema, JsonDocument.Parse(json).RootElement, "$", isTrimmed: false);

        Assert.Equal(expected, found.SingleOrDefault());
    }

    [Fact]
    public void Deviations_WhenMembersMayBeAbsent_ThenOnlyThat()
    {
        var schema = JsonDocument.Parse("""{"$ref":"#/components/schemas/Thing"}""").RootElement;

        Assert.Empty(_description.Deviations(schema, JsonDocument.Parse("{}").RootElement, "$", isTrimmed: true));
    }

    [Theory]
    [InlineData("/api/things/7", "one")]
    [InlineData("/api/things/me", "mine")]
    [InlineData("/api/things", null)]
    [InlineData("/api/things/7/parts", null)]
    public void FindOperation_WhenAsked_ThenTheNearestOfThatPath(string path, string? expected) => Assert.Equal(
        expected, _description.FindOperation(HttpMethod.Get, path)?.GetProperty("operationId").GetString());
}
