using System.Collections.Immutable;

namespace TaskManagement.Users.Revocations;

/// <summary>The side of the revocations that those turn to who call something back. Key 0.</summary>
[Alias("IRevocationRecorderGrain")]
internal interface IRevocationRecorderGrain : IGrainWithIntegerKey
{
    /// <summary>Tells all front ends, also those that start later, that these hold no more.</summary>
    [Alias("Add")]
    Task Add(ImmutableArray<Guid> credentials);
}
