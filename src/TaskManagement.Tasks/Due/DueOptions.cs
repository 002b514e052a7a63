using Microsoft.Extensions.Options;

namespace TaskManagement.Tasks.Due;

/// <summary>When and how many tasks are told that they are due; section <c>Due</c>.</summary>
public sealed class DueOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Due";

    /// <summary>How long before it is due a task is due soon, for users who do not say.</summary>
    public int LeadMinutes { get; set; } = 1_440;

    /// <summary>Tasks that one round of a partition tells, once a pulse.</summary>
    public int BatchTasksMax { get; set; } = 100;
}

internal sealed class DueOptionsValidator : IValidateOptions<DueOptions>
{
    private const int MonthMinutes = 31 * 24 * 60;

    public ValidateOptionsResult Validate(string? name, DueOptions options)
    {
        var failures = new List<string>();
        Within(failures, nameof(options.LeadMinutes), options.LeadMinutes, 0, MonthMinutes);
        Within(failures, nameof(options.BatchTasksMax), options.BatchTasksMax, 1, 10_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Within(List<string> failures, string key, int value, int min, int max)
    {
        if (value < min || value > max)
            failures.Add($"{DueOptions.Section}:{key} is {value}; set it to a whole number from {min} to {max}.");
    }
}
