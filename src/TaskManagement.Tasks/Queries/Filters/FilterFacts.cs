using System.Collections.Immutable;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>What has to be known of a filter before it is compiled.</summary>
/// <param name="Handles">The handles that it names.</param>
/// <param name="HasText">Whether it looks for words.</param>
/// <param name="AsksForArchived">Whether it says itself which of the archived tasks it wants.</param>
internal sealed record FilterFacts(ImmutableHashSet<string> Handles, bool HasText, bool AsksForArchived)
{
    private static readonly FilterFacts Nothing = new([], false, false);

    /// <summary>The facts of a filter.</summary>
    public static FilterFacts Of(FilterNode? node) => node switch
    {
        AndNode and => Of(and.Left).And(Of(and.Right)),
        OrNode or => Of(or.Left).And(Of(or.Right)),
        NotNode not => Of(not.Inner),
        TextNode => Nothing with { HasText = true },
        FlagNode { Flag: FilterFlag.Archived } => Nothing with { AsksForArchived = true },
        ConditionNode { Value: HandleValue handle } => Nothing with { Handles = [handle.Handle] },
        _ => Nothing,
    };

    private FilterFacts And(FilterFacts other) => new(
        Handles.Union(other.Handles), HasText || other.HasText, AsksForArchived || other.AsksForArchived);
}
