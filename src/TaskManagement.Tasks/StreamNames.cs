using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks;

/// <summary>
/// The streams of this context. The categories are frozen: the log's partitions follow from the names.
/// </summary>
internal static class StreamNames
{
    /// <summary>The category of tasks.</summary>
    public const string TaskCategory = "task";

    /// <summary>The category of lists.</summary>
    public const string ListCategory = "list";

    /// <summary>The category of users' feeds.</summary>
    public const string FeedsCategory = "feeds";

    private const string OrderCategory = "task-order";

    public static StreamName Of(TaskId id) => StreamName.Of(TaskCategory, id.Value);

    public static StreamName OfOrder(ListId id) => StreamName.Of(OrderCategory, id.Value);

    public static StreamName OfFeeds(UserId id) => StreamName.Of(FeedsCategory, id.Value);

    public static StreamName Of(ListId id) => StreamName.Of(ListCategory, id.Value);
}
