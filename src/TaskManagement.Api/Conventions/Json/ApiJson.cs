using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskManagement.Api.Conventions.Json;

/// <summary>How JSON is read and written here.</summary>
internal static class ApiJson
{
    /// <summary>How deeply a body may be nested.</summary>
    public const int DepthMax = 32;

    /// <summary>
    /// camelCase, strict. A body has been held against its <see cref="JsonShape"/> before it is read with these, so
    /// what they refuse as well is a second fence.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = DepthMax,
            // Answers are UTF-8 JSON and nosniff says so, hence text needs no escapes for HTML's sake.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new UtcInstantConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
