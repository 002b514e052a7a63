using System.Text.Json;
using TaskManagement.Cli.Output;

namespace TaskManagement.Cli.Http;

/// <summary>Finds lists and tasks by their id, their name, or how only one name begins.</summary>
internal static class Names
{
    private const int CandidatesShownMax = 5;

    public static async Task<string> ListIdAsync(
        this SessionClient client, string given, CancellationToken cancellationToken) => IsId(given)
        ? given
        : Choose("list", given, "name", await client.AllAsync("lists?limit=200", cancellationToken));

    public static async Task<string> TaskIdAsync(
        this SessionClient client, string given, CancellationToken cancellationToken)
    {
        if (IsId(given))
            return given;

        // A string of the filter language cannot hold a quote: the longest part without one narrows the search.
        var part = given.Split('"').MaxBy(part => part.Length)!;
        var filter = Uri.EscapeDataString($"title:\"{part}\"");
        var found = await client.AllAsync($"tasks?limit=200&fields=id,title&filter={filter}", cancellationToken);
        return Choose("task", given, "title", found);
    }

    private static bool IsId(string given) => Guid.TryParse(given, out _);

    private static string Choose(string thing, string given, string member, List<JsonElement> all)
    {
        string NameOf(JsonElement item) => item.Text(member) ?? "";
        var same = all.FindAll(item => NameOf(item).Equals(given, StringComparison.OrdinalIgnoreCase));
        var fitting = same.Count > 0
            ? same
            : all.FindAll(item => NameOf(item).StartsWith(given, StringComparison.OrdinalIgnoreCase));
        if (fitting.Count == 0)
            throw new CliException($"No {thing} has a name that begins with '{given}'.");
        if (fitting.Count == 1)
            return fitting[0].Required("id");
        var candidates = fitting.Take(CandidatesShownMax)
            .Select(item => $"  {item.Required("id")}  {NameOf(item).Printable()}");
        throw new CliException(string.Join(
            Environment.NewLine,
            [$"'{given}' may be any of {fitting.Count} {thing}s; name one by its id:", .. candidates]));
    }
}
