using System.Text.Json;
using System.Text.Json.Serialization;
using TaskManagement.Api.Exports.Json;
using TaskManagement.Api.Imports.Documents;

namespace TaskManagement.Api.Imports.Lists;

/// <summary>Reads a list that this system has exported: strict in types, indifferent to unknown members.</summary>
internal static class ListFileReader
{
    private const int DepthMax = 64;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        MaxDepth = DepthMax,
    };

    /// <summary>The list as a document; or the end of the request with what is wrong.</summary>
    public static async Task<ImportDocument> DocumentAsync(Stream json, CancellationToken cancellation)
    {
        var file = await ReadAsync(json, cancellation);
        ListFileCheck.Require(file);
        return ListFileMapping.Map(file);
    }

    private static async Task<ListFile> ReadAsync(Stream json, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<ListFile>(json, Options, cancellation)
                ?? throw ImportProblems.Of("body", "is null; send the file that an export gave");
        }
        catch (JsonException error)
        {
            throw ImportProblems.Of(
                error.Path is ['$', '.', .. var path] ? path : "body",
                "is not what an export holds here, or the file is damaged "
                    + $"(line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1})");
        }
    }
}
