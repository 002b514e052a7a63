using Microsoft.Extensions.Options;

namespace TaskManagement.EventLog.Hosting;

/// <summary>Checks the values of one section of the configuration; what it says names the key and the fix.</summary>
internal sealed class OptionBounds(string section)
{
    private readonly List<string> _failures = [];

    public OptionBounds Within(string key, long value, long min, long max)
    {
        if (value < min || value > max)
            _failures.Add($"{section}:{key} is {value}; set it to a whole number from {min} to {max}.");
        return this;
    }

    /// <summary>Takes what is wrong in the words given, key and fix included.</summary>
    public OptionBounds Require(bool condition, string failure)
    {
        if (!condition)
            _failures.Add(failure);
        return this;
    }

    public ValidateOptionsResult Result() =>
        _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);
}
