using System.Text;
using System.Text.Json;
using TaskManagement.Cli.Output;

namespace TaskManagement.Cli.Http;

/// <summary>Tells a refusal of the server: its code, its detail, and what is wrong with which field.</summary>
internal static class ProblemText
{
    public static string Of(ServerAnswer answer)
    {
        if (ObjectOf(answer.Text) is not { } problem || problem.Text("code") is not { } code)
            return $"The server answered {(int)answer.Status} without saying why.";
        var text = new StringBuilder(code).Append(": ").Append(problem.Text("detail") ?? problem.Text("title"));
        if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in errors.EnumerateObject())
                text.AppendLine().Append("  ").Append(field.Name).Append(": ").Append(Joined(field.Value));
        }

        return text.ToString();
    }

    private static JsonElement? ObjectOf(string text)
    {
        try
        {
            var root = JsonDocument.Parse(text).RootElement;
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Joined(JsonElement reasons) => reasons.ValueKind == JsonValueKind.Array
        ? string.Join("; ", reasons.EnumerateArray().Select(reason => reason.ToString()))
        : reasons.ToString();
}
