using Microsoft.Extensions.Options;

namespace TaskManagement.Api;

/// <summary>Bounds of the front end, section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Api";

    /// <summary>How long a request may take before it is answered with 503.</summary>
    public int RequestTimeoutSeconds { get; set; } = 30;

    /// <summary>How large a JSON body may be, in bytes.</summary>
    public int BodyBytesMax { get; set; } = 1 << 20;

    /// <summary>How large an import may be, in bytes.</summary>
    public int ImportBytesMax { get; set; } = 64 << 20;

    /// <summary>How long the upload of an import may take.</summary>
    public int ImportTimeoutSeconds { get; set; } = 300;

    /// <summary>How long the answer to an import waits for its end before it says 202.</summary>
    public int ImportWaitSeconds { get; set; } = 20;

    /// <summary>How many imports are parsed at once; the others wait. Bounds memory.</summary>
    public int ImportParsesMax { get; set; } = 2;

    /// <summary>How long writing an export may take.</summary>
    public int ExportTimeoutSeconds { get; set; } = 300;

    /// <summary>How many verified access tokens are remembered.</summary>
    public int VerifiedTokensMax { get; set; } = 20_000;

    /// <summary>How old the known verification keys may be before they are asked for again.</summary>
    public int KeysAgeSecondsMax { get; set; } = 300;

    /// <summary>How long after asking for the keys an unknown key id may make the front end ask again.</summary>
    public int KeysRefreshSecondsMin { get; set; } = 3;

    /// <summary>How long a front end waits before it asks again which sessions have ended.</summary>
    public int RevocationsAskMilliseconds { get; set; } = 500;
}

/// <summary>Names the setting that is out of its bounds, and the bounds.</summary>
internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        List<string> failures = [];
        Check(nameof(options.RequestTimeoutSeconds), options.RequestTimeoutSeconds, 1, 600);
        Check(nameof(options.BodyBytesMax), options.BodyBytesMax, 1 << 10, 64 << 20);
        Check(nameof(options.ImportBytesMax), options.ImportBytesMax, 1 << 10, 1 << 30);
        Check(nameof(options.ImportTimeoutSeconds), options.ImportTimeoutSeconds, 1, 3600);
        Check(nameof(options.ImportWaitSeconds), options.ImportWaitSeconds, 0, 60);
        Check(nameof(options.ImportParsesMax), options.ImportParsesMax, 1, 64);
        Check(nameof(options.ExportTimeoutSeconds), options.ExportTimeoutSeconds, 1, 3600);
        Check(nameof(options.VerifiedTokensMax), options.VerifiedTokensMax, 2, 1_000_000);
        Check(nameof(options.KeysAgeSecondsMax), options.KeysAgeSecondsMax, 1, 86_400);
        Check(nameof(options.KeysRefreshSecondsMin), options.KeysRefreshSecondsMin, 0, 60);
        Check(nameof(options.RevocationsAskMilliseconds), options.RevocationsAskMilliseconds, 50, 600_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string setting, int value, int min, int max)
        {
            if (value < min || value > max)
                failures.Add($"{ApiOptions.Section}:{setting} is {value}; set it to {min} to {max}, or leave it out.");
        }
    }
}
