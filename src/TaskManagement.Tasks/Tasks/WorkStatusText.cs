using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Tasks;

/// <summary>How the read model writes a status; as JSON does.</summary>
internal static class WorkStatusText
{
    public static string Of(WorkStatus status) => status switch
    {
        WorkStatus.Todo => "todo",
        WorkStatus.InProgress => "in_progress",
        WorkStatus.Blocked => "blocked",
        WorkStatus.Done => "done",
        WorkStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };

    public static WorkStatus Parse(string text) => text switch
    {
        "todo" => WorkStatus.Todo,
        "in_progress" => WorkStatus.InProgress,
        "blocked" => WorkStatus.Blocked,
        "done" => WorkStatus.Done,
        "cancelled" => WorkStatus.Cancelled,
        _ => throw new FormatException($"'{text}' is no status."),
    };
}
