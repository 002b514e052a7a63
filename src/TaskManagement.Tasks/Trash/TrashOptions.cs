using Microsoft.Extensions.Options;

namespace TaskManagement.Tasks.Trash;

/// <summary>How long the trash keeps what is in it; section <c>Trash</c>.</summary>
public sealed class TrashOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Trash";

    /// <summary>After so long in the trash a task or a list is removed for good.</summary>
    public int RetentionDays { get; set; } = 30;

    /// <summary>Tasks and lists that one round removes, once a pulse.</summary>
    public int BatchMax { get; set; } = 100;
}

internal sealed class TrashOptionsValidator : IValidateOptions<TrashOptions>
{
    private const int CenturyDays = 36_500;

    public ValidateOptionsResult Validate(string? name, TrashOptions options)
    {
        var failures = new List<string>();
        Within(failures, nameof(options.RetentionDays), options.RetentionDays, CenturyDays);
        Within(failures, nameof(options.BatchMax), options.BatchMax, 10_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Within(List<string> failures, string key, int value, int max)
    {
        if (value < 1 || value > max)
            failures.Add($"{TrashOptions.Section}:{key} is {value}; set it to a whole number from 1 to {max}.");
    }
}
