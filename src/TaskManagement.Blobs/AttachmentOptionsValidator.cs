using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs;

/// <summary>Checks the settings at start; each message names the key and the fix.</summary>
internal sealed class AttachmentOptionsValidator : IValidateOptions<AttachmentOptions>
{
    private const int MinutesMax = 7 * 24 * 60;

    public ValidateOptionsResult Validate(string? name, AttachmentOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path))
            failures.Add($"{AttachmentOptions.Section}:Path is empty. Set it to a folder, or remove it.");
        if (options.OrphanMinutes is < 1 or > MinutesMax)
        {
            failures.Add($"{AttachmentOptions.Section}:OrphanMinutes is {options.OrphanMinutes}. "
                + $"Set it to a number from 1 to {MinutesMax}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
