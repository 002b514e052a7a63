using TaskManagement.Analytics.RollUps;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Analytics.Tests.RollUps;

/// <summary>A user's numbers, the slow way: from the tasks as they are, knowing nothing of events.</summary>
internal static class Recount
{
    public static (long Assigned, long Completed) Totals(IEnumerable<RandomHistory> tasks, UserId user)
    {
        var mine = tasks.Where(task => task.Exists && task.Assignee == user).ToArray();
        return (mine.Length, mine.Count(task => task.Status == WorkStatus.Done));
    }

    public static SortedDictionary<long, (long Count, long Milliseconds)> Slots(
        IEnumerable<RandomHistory> tasks, UserId user)
    {
        var slots = new SortedDictionary<long, (long Count, long Milliseconds)>();
        foreach (var task in tasks.Where(task => task.Exists && task.Assignee == user && task.CompletedAt is not null))
        {
            var slot = task.CompletedAt!.Value.ToUnixTimeSeconds() / 900;
            var (count, milliseconds) = slots.GetValueOrDefault(slot);
            var took = (task.CompletedAt.Value - task.CreatedAt).Ticks / TimeSpan.TicksPerMillisecond;
            slots[slot] = (count + 1, milliseconds + took);
        }

        return slots;
    }
}
