namespace TaskManagement.Contracts.Results;

/// <summary>Refusals that every context gives.</summary>
public static class Refusals
{
    /// <summary>404: also for what exists and is hidden from the caller, so that ids tell nothing.</summary>
    public static Refusal NotFound(string what) =>
        new($"{what}_not_found", $"There is no such {what.Replace('_', ' ')}, or you may not see it.",
            RefusalKind.NotFound);

    /// <summary>412: the caller decided on another version.</summary>
    public static Refusal Stale(long current) => new(
        "version_stale",
        $"It has changed since you read it: its version is now {current}. Read it again and repeat your change.",
        RefusalKind.Stale);

    /// <summary>422: the same Idempotency-Key with another body.</summary>
    public static Refusal IdempotencyKeyReused { get; } = new(
        "idempotency_key_reused",
        "This Idempotency-Key was used with another body. Use a new key for a new request.",
        RefusalKind.Unprocessable);

    /// <summary>403: visible, not allowed.</summary>
    public static Refusal Forbidden(string needed) =>
        new("forbidden", $"This needs the {needed}. Ask an owner of the list.", RefusalKind.Forbidden);

    /// <summary>403: for whoever operates the installation.</summary>
    public static Refusal AdministratorsOnly { get; } =
        new("forbidden", "This needs the role Administrator.", RefusalKind.Forbidden);

    /// <summary>409: others were faster three times in a row.</summary>
    public static Refusal TooManyConflicts { get; } = new(
        "too_many_conflicts",
        "Others changed it at the same time, several times in a row; nothing was written. Repeat the request.",
        RefusalKind.Conflict);

    /// <summary>400: a cursor that this server did not make for this query.</summary>
    public static Refusal CursorInvalid { get; } = Refusal.OfField(
        "cursor", "is not a cursor of this query; start again without one", "cursor_invalid");
}
