using System.Net;
using System.Text.Json;

namespace TaskManagement.Cli.Http;

/// <summary>An answer with a status of success or refusal, read whole.</summary>
internal sealed record ServerAnswer(HttpStatusCode Status, string Text)
{
    private const int FirstRefusal = 400;

    /// <summary>The answer's JSON.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonDocument.Parse(Text).RootElement;
            }
            catch (JsonException)
            {
                throw new CliException("The answer is no JSON. Is the address that of a TaskManagement server?");
            }
        }
    }

    /// <summary>The same answer; a refusal is thrown.</summary>
    public ServerAnswer Accepted() =>
        (int)Status < FirstRefusal ? this : throw new CliException(ProblemText.Of(this));
}
