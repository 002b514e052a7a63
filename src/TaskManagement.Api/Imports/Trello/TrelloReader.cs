using System.Text.Json;
using System.Text.Json.Serialization;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Imports.Documents;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>Reads an export from a stream: strict in syntax and types, indifferent to unknown members.</summary>
internal static class TrelloReader
{
    private const int DepthMax = 64;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        MaxDepth = DepthMax,
        Converters = { new PlainTextConverter() },
    };

    /// <summary>The board as a document, checked; or the end of the request with what is wrong.</summary>
    public static async Task<ImportDocument> DocumentAsync(
        Stream json, DateTimeOffset now, CancellationToken cancellation)
    {
        var board = await ReadAsync(json, cancellation);
        TrelloCheck.Require(board);
        return TrelloMapping.Map(board, now);
    }

    /// <summary>The board, or the end of the request with the place that cannot be read.</summary>
    public static async Task<TrelloBoard> ReadAsync(Stream json, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<TrelloBoard>(json, Options, cancellation)
                ?? throw new TrelloFormatException("is null");
        }
        catch (JsonException error)
        {
            var what = error is TrelloFormatException
                ? error.Message
                : "is not what a Trello export holds here, or the file is damaged "
                    + $"(line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1})";
            throw new ProblemException(ApiProblems.Invalid(PathOf(error), what, ImportProblems.Code));
        }
    }

    /// <summary>The serializer writes <c>$.cards[3].idList</c>; clients read <c>cards[3].idList</c>.</summary>
    private static string PathOf(JsonException error) => error.Path switch
    {
        null or "$" => "body",
        ['$', '.', .. var path] => path,
        var path => path,
    };

    /// <summary>Refuses text that could not be stored, or that is none.</summary>
    private sealed class PlainTextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new TrelloFormatException("is to be a string");
            try
            {
                var text = reader.GetString()!;
                return text.Contains('\0')
                    ? throw new TrelloFormatException("holds the character U+0000, which is not allowed")
                    : text;
            }
            catch (InvalidOperationException)
            {
                throw new TrelloFormatException("holds text that is no Unicode, such as half of a surrogate pair");
            }
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }
}

/// <summary>Says what is wrong where the serializer stands; it adds the path.</summary>
internal sealed class TrelloFormatException(string message) : JsonException(message);
