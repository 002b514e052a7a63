using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.S3;

/// <summary>Checks the settings at start; each message names the key and the fix.</summary>
internal sealed class S3OptionsValidator : IValidateOptions<S3Options>
{
    private const int PrefixLengthMax = 200;

    public ValidateOptionsResult Validate(string? name, S3Options options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Bucket))
            Fail(nameof(options.Bucket), "is empty. Set it to the name of a bucket that is there.");
        if (options.Prefix.Length > PrefixLengthMax || options.Prefix.StartsWith('/'))
            Fail(nameof(options.Prefix), $"has more than {PrefixLengthMax} characters or begins with a slash.");
        if (options.Endpoint is not null && !IsAddress(options.Endpoint))
            Fail(nameof(options.Endpoint), "is no address. Set it to one such as https://minio.example.org:9000.");
        if (string.IsNullOrWhiteSpace(options.Region))
            Fail(nameof(options.Region), "is empty. Set it to a region such as us-east-1.");
        if (string.IsNullOrEmpty(options.AccessKey) != string.IsNullOrEmpty(options.SecretKey))
            Fail(nameof(options.AccessKey), "and SecretKey belong together. Set both or neither.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Fail(string setting, string problem) => failures.Add($"{S3Options.Section}:{setting} {problem}");
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");
}
