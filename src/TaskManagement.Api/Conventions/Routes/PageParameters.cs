using System.Collections.Immutable;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Conventions.Routes;

/// <summary>The parameters that every page takes.</summary>
internal static class PageParameters
{
    public static ImmutableArray<QueryParameter> All { get; } =
    [
        new("limit", $"Items at most, 1 to {PageRequest.LimitMax}; {PageRequest.LimitDefault} where it is absent.")
        {
            IsInteger = true,
        },
        new("cursor", "nextCursor of the page before; absent for the first."),
    ];
}
