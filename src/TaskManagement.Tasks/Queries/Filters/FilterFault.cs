namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>What is wrong with a filter, and where. It never leaves whoever reads the filter.</summary>
internal static class FilterFault
{
    /// <param name="column">From 1, in UTF-16 code units.</param>
    public static FormatException At(int column, string message) => new($"column {column}: {message}");
}
