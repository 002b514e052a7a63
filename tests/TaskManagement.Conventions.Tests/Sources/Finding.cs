namespace TaskManagement.Conventions.Tests.Sources;

/// <summary>A place that breaks a rule, and how to mend it.</summary>
/// <param name="Path">Relative to the repository.</param>
/// <param name="Line">From 1; 0 where no line is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record Finding(string Path, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{Path}:{Line}: {Message}" : $"{Path}: {Message}";
}

/// <summary>Ends a test with what was found.</summary>
internal static class Findings
{
    /// <summary>Fails with one line per finding.</summary>
    public static void AssertNone(IEnumerable<Finding> findings)
    {
        var lines = findings.Select(finding => finding.ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        if (lines.Count > 0)
            Assert.Fail($"{lines.Count} found:\n{string.Join('\n', lines)}");
    }
}
