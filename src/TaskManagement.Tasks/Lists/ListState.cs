using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Lists;

/// <summary>A list, folded from its stream. Snapshots keep it as JSON.</summary>
/// <param name="Members">Everyone with a role, the owner included.</param>
/// <param name="DeletedAt">When it went to the trash, UTC; <c>null</c> where it did not.</param>
/// <param name="UpdatedAt">When its last event was recorded, UTC.</param>
/// <param name="GuardVersion">The version of the last event that changed who may do what.</param>
/// <param name="Version">The version of its last event.</param>
internal sealed record ListState(
    ListId Id,
    string Name,
    string Description,
    UserId OwnerId,
    ImmutableArray<Section> Sections,
    ImmutableArray<Label> Labels,
    ImmutableDictionary<UserId, ListRole> Members,
    ImportSource? Source,
    bool Archived,
    DateTimeOffset? DeletedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long GuardVersion,
    long Version)
{
    /// <summary>Its custom fields, in the order in which they were added.</summary>
    public ImmutableArray<CustomField> Fields { get; init; } = [];

    /// <summary>Raise it whenever the shape above changes: snapshots of another schema are not read.</summary>
    public const int SnapshotSchema = 3;

    /// <summary>Whether it was removed for good; then nothing here says what it was but whose.</summary>
    public bool Purged { get; init; }

    /// <summary>Whether it lies in the trash, or did until it was removed for good.</summary>
    [JsonIgnore]
    public bool Deleted => DeletedAt is not null;

    /// <summary>The user's role; <c>null</c> for one who is no member.</summary>
    public ListRole? RoleOf(UserId user) => Members.TryGetValue(user, out var role) ? role : null;
}
