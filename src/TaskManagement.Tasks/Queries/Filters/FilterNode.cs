namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>A filter, read. Nodes have two sides at most, so that equal trees are equal records.</summary>
internal abstract record FilterNode;

/// <summary>Both hold.</summary>
internal sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode;

/// <summary>One of them holds, or both.</summary>
internal sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode;

/// <summary>It does not hold.</summary>
internal sealed record NotNode(FilterNode Inner) : FilterNode;

/// <summary>Words of title, description or comments.</summary>
/// <param name="IsPhrase">Whether these words stand there so; otherwise it may be the beginning of one.</param>
internal sealed record TextNode(string Text, bool IsPhrase) : FilterNode;

/// <summary>A field holds such a value.</summary>
/// <param name="Key">The member of the attributes; <c>null</c> for every other field.</param>
internal sealed record ConditionNode(FilterField Field, string? Key, FilterOperator Operator, FilterValue Value)
    : FilterNode;

/// <summary>Something is so of a task, such as <c>is:overdue</c>.</summary>
internal sealed record FlagNode(FilterFlag Flag) : FilterNode;

/// <summary>How a value is compared.</summary>
internal enum FilterOperator
{
    /// <summary>The field is it, or holds it.</summary>
    Equal,

    /// <summary>Below it, or before it begins.</summary>
    Less,

    /// <summary>Below it or equal, or before it ends.</summary>
    LessOrEqual,

    /// <summary>Above it, or after it has ended.</summary>
    Greater,

    /// <summary>Above it or equal, or since it began.</summary>
    GreaterOrEqual,
}

/// <summary>What a task may be.</summary>
internal enum FilterFlag
{
    /// <summary>Put aside.</summary>
    Archived,

    /// <summary>Neither done nor cancelled.</summary>
    Open,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Open, and its due instant or day has gone by.</summary>
    Overdue,
}
