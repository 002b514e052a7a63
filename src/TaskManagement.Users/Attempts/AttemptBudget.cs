namespace TaskManagement.Users.Attempts;

/// <summary>How many attempts are left: it fills up again evenly, and is full after the window.</summary>
internal sealed record AttemptBudget(double Left, DateTimeOffset At)
{
    /// <summary>How long an empty one takes to fill.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(20);

    /// <summary>A full one.</summary>
    public static AttemptBudget Full(int max, DateTimeOffset now) => new(max, now);

    /// <summary>With what has come back since. A clock that went back gives nothing.</summary>
    public AttemptBudget Refilled(int max, DateTimeOffset now) =>
        now <= At ? this : new AttemptBudget(Math.Min(max, Left + (max * ((now - At) / Window))), now);

    /// <summary>One fewer; <c>null</c> where none is left.</summary>
    public AttemptBudget? Take() => Left < 1 ? null : this with { Left = Left - 1 };

    /// <summary>One more, for an attempt that was none.</summary>
    public AttemptBudget GiveBack(int max) => this with { Left = Math.Min(max, Left + 1) };
}
