using TaskManagement.Contracts.Commands;

namespace TaskManagement.Tasks.Groups;

/// <summary>
/// Acts over several tasks that may have changed a task without its grain's knowledge. Who carries one out says so
/// before it appends, and again afterwards. One that dies between the two leaves the task in doubt, and as long as it
/// is, the log is looked at before the task is shown.
/// </summary>
internal sealed class ExpectedActs(TimeProvider time)
{
    /// <summary>After so long an append that has not come will not come any more.</summary>
    private static readonly TimeSpan DoubtMax = TimeSpan.FromMinutes(5);

    private readonly Dictionary<CommandId, DateTimeOffset> _until = [];

    /// <summary>Whether one is under way, for all that is known.</summary>
    public bool Any
    {
        get
        {
            if (_until.Count == 0)
                return false;
            var now = time.GetUtcNow();
            foreach (var act in _until.Where(act => act.Value < now).Select(act => act.Key).ToArray())
                _until.Remove(act);
            return _until.Count > 0;
        }
    }

    /// <summary>One is about to be appended.</summary>
    public void Begin(CommandId act) => _until[act] = time.GetUtcNow() + DoubtMax;

    /// <summary>What came of it has been read.</summary>
    public void End(CommandId act) => _until.Remove(act);
}
