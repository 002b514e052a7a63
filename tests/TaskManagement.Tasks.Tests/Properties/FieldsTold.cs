using System.Text.Encodings.Web;
using System.Text.Json;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Tests.Properties;

/// <summary>
/// What an event tells of a task's fields, against the task itself. Where every change names the value that stood there
/// before it, no change was made on one that had been overwritten: nothing is lost.
/// </summary>
internal static class FieldsTold
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The fields of which the event says something else than the task before and after it shows.</summary>
    public static IEnumerable<string> Wrong(TaskState? before, TaskEvent @event, TaskState after)
    {
        var (old, now) = (Fields(before), Fields(after)!);
        foreach (var change in TaskHistory.Changes(@event).Where(change => now.ContainsKey(change.Field)))
        {
            if (old is not null && old[change.Field] != (change.Old?.Value ?? "null"))
                yield return $"{change.Field} was {old[change.Field]}, not {change.Old?.Value}";
            if (now[change.Field] != (change.New?.Value ?? "null"))
                yield return $"{change.Field} is {now[change.Field]}, not {change.New?.Value}";
        }
    }

    private static Dictionary<string, string>? Fields(TaskState? task) => task is null
        ? null
        : JsonSerializer.SerializeToElement(task.ToItem(), Json)
            .EnumerateObject()
            .Where(member => member.Name != "relations")
            .ToDictionary(member => member.Name, member => member.Value.GetRawText());
}
