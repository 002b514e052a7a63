using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Tasks;

/// <summary>The fields of a task that a client wants; its id comes with them.</summary>
internal sealed class TaskFieldChoice
{
    private const string Id = "id";
    private const string Items = "items";

    private static readonly ImmutableArray<string> Known =
        [.. ApiJson.Options.GetTypeInfo(typeof(TaskItem)).Properties.Select(property => property.Name)];

    private readonly ImmutableHashSet<string> _wanted;

    private TaskFieldChoice(ImmutableHashSet<string> wanted) => _wanted = wanted;

    /// <summary>Reads names with commas between; <c>null</c> where all are wanted.</summary>
    public static TaskFieldChoice? Read(string? names)
    {
        if (names is null)
            return null;
        ImmutableHashSet<string> wanted = [Id, .. names.Split(',', StringSplitOptions.TrimEntries)];
        return wanted.Except(Known).FirstOrDefault() is { } unknown
            ? throw QueryReader.Invalid("fields", $"'{unknown}' is no field; there are {string.Join(", ", Known)}")
            : new TaskFieldChoice(wanted);
    }

    /// <summary>The page with no more than these fields.</summary>
    public JsonNode Trim(TaskPage page)
    {
        var trimmed = JsonSerializer.SerializeToNode(page, ApiJson.Options)!;
        foreach (var item in trimmed[Items]!.AsArray().Select(item => item!.AsObject()))
        {
            foreach (var name in item.Select(field => field.Key).Where(name => !_wanted.Contains(name)).ToArray())
                item.Remove(name);
        }

        return trimmed;
    }
}
