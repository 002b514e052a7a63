using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>The filters that one user keeps. The key is the user's id; nobody else sees them.</summary>
[Alias("ISavedFiltersGrain")]
public interface ISavedFiltersGrain : IGrainWithGuidKey
{
    /// <summary>All of them, by name.</summary>
    [Alias("All")]
    Task<ImmutableArray<SavedFilter>> All();

    /// <summary>One of them.</summary>
    [Alias("Get")]
    Task<Result<SavedFilter>> Get(FilterId id);

    /// <summary>Keeps one more.</summary>
    [Alias("Save")]
    Task<Result<SavedFilter>> Save(CommandContext context, SaveFilter command);

    /// <summary>Changes one.</summary>
    [Alias("Change")]
    Task<Result<SavedFilter>> Change(CommandContext context, ChangeFilter command);

    /// <summary>Forgets one; the answer is the filter as it was.</summary>
    [Alias("Forget")]
    Task<Result<SavedFilter>> Forget(CommandContext context, ForgetFilter command);
}

/// <summary>A filter that a user keeps.</summary>
/// <param name="Filter">In the language of docs/filters.md.</param>
/// <param name="Sort">The order that goes with it; <c>null</c> for the usual one.</param>
/// <param name="TimeZone">The IANA zone whose days it means; <c>null</c> for UTC.</param>
/// <param name="Version">Rises with every change; the ETag.</param>
[GenerateSerializer, Immutable, Alias("SavedFilter")]
public sealed record SavedFilter(
    FilterId Id,
    string Name,
    string Filter,
    string? Sort,
    string? TimeZone,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version);

/// <summary>Keep a filter.</summary>
[GenerateSerializer, Immutable, Alias("SaveFilter")]
public sealed record SaveFilter(string Name, string Filter, string? Sort, string? TimeZone);

/// <summary>Change a filter; absent members stay, <c>null</c> clears (RFC 7396).</summary>
[GenerateSerializer, Immutable, Alias("ChangeFilter")]
public sealed record ChangeFilter(
    FilterId Id,
    Optional<string> Name,
    Optional<string> Filter,
    Optional<string?> Sort,
    Optional<string?> TimeZone);

/// <summary>Forget a filter.</summary>
[GenerateSerializer, Immutable, Alias("ForgetFilter")]
public sealed record ForgetFilter(FilterId Id);

/// <summary>Identifies a filter that a user keeps.</summary>
[GenerateSerializer, Immutable, Alias("FilterId"), JsonConverter(typeof(IdJsonConverter<FilterId>))]
public readonly record struct FilterId(Guid Value) : IId<FilterId>
{
    /// <inheritdoc/>
    public static FilterId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
