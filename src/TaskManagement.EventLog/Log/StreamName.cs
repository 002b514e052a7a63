namespace TaskManagement.EventLog.Log;

/// <summary>The name of an aggregate's stream, <c>category-key</c>. It holds no personal data.</summary>
public readonly record struct StreamName(string Value)
{
    /// <summary>The stream of an aggregate with a UUID.</summary>
    public static StreamName Of(string category, Guid id) => new($"{category}-{id:N}");

    /// <summary>The stream of an aggregate with another key.</summary>
    public static StreamName Of(string category, string key) => new($"{category}-{key}");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
