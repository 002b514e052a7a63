namespace Orleans.Embedded.Calls;

/// <summary>The result of methods without one.</summary>
internal readonly struct Nothing;
