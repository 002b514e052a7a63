using Microsoft.Extensions.Options;
using TaskManagement.Blobs.Encryption;

namespace TaskManagement.Blobs;

/// <summary>Checks the settings at start; each message names the key and the fix.</summary>
internal sealed class AttachmentOptionsValidator : IValidateOptions<AttachmentOptions>
{
    private const int MinutesMax = 7 * 24 * 60;
    private const int SecondsMax = 24 * 60 * 60;

    public ValidateOptionsResult Validate(string? name, AttachmentOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path))
            failures.Add($"{AttachmentOptions.Section}:Path is empty. Set it to a folder, or remove it.");
        CheckKey(nameof(options.EncryptionKey), options.EncryptionKey);
        for (var i = 0; i < options.FormerEncryptionKeys.Length; i++)
            CheckKey($"{nameof(options.FormerEncryptionKeys)}:{i}", options.FormerEncryptionKeys[i]);
        Check(nameof(options.OrphanMinutes), options.OrphanMinutes, 1, MinutesMax);
        Check(nameof(options.SizeMegabytesMax), options.SizeMegabytesMax, 1, 100 * 1024);
        Check(nameof(options.TransferTimeoutSeconds), options.TransferTimeoutSeconds, 1, SecondsMax);
        Check(nameof(options.UnclaimedHours), options.UnclaimedHours, 1, 24 * 365);
        Check(nameof(options.SweepMinutes), options.SweepMinutes, 1, MinutesMax);
        if (options.TransferTimeoutSeconds >= options.UnclaimedHours * 3600L)
        {
            failures.Add($"{AttachmentOptions.Section}:UnclaimedHours is {options.UnclaimedHours}, and an upload may "
                + $"take {options.TransferTimeoutSeconds} seconds. Make it longer than that.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckKey(string setting, string? key)
        {
            if (key is not null && !ContentKeys.IsKey(key))
            {
                failures.Add($"{AttachmentOptions.Section}:{setting} is no key. Give 32 random bytes in base64, such "
                    + "as openssl rand -base64 32 prints.");
            }
        }

        void Check(string setting, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                failures.Add(
                    $"{AttachmentOptions.Section}:{setting} is {value}. Set it to a number from {min} to {max}.");
            }
        }
    }
}
