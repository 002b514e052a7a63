using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.SavedFilters;

/// <summary>The filters of a user. Not events: nobody asks what a filter was called last year.</summary>
[GenerateSerializer, Alias("SavedFiltersState")]
internal sealed class SavedFiltersState
{
    /// <summary>In the order in which they were made.</summary>
    [Id(0)]
    public ImmutableArray<StoredFilter> Filters { get; set; } = [];

    /// <summary>The last commands that changed something, so that a repetition finds what it came to.</summary>
    [Id(1)]
    public ImmutableArray<AnsweredCommand> Answered { get; set; } = [];
}

/// <summary>A filter as it is kept: what people write is sealed under their own key.</summary>
[GenerateSerializer, Immutable, Alias("StoredFilter")]
internal sealed record StoredFilter(
    FilterId Id,
    Personal<string> Name,
    Personal<string> Filter,
    string? Sort,
    string? TimeZone,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version)
{
    /// <summary>What the user sees.</summary>
    public SavedFilter ToFilter() => new(
        Id, Name.Value ?? "", Filter.Value ?? "", Sort, TimeZone, CreatedAt, UpdatedAt, Version);
}

/// <summary>What a command came to.</summary>
[GenerateSerializer, Immutable, Alias("AnsweredCommand")]
internal sealed record AnsweredCommand(CommandId Id, string BodyHash, StoredFilter Answer);
