using System.Diagnostics.CodeAnalysis;

namespace TaskManagement.Contracts.Results;

/// <summary>
/// What a command or a question comes to: a value, or an expected refusal. Bugs and broken machines throw.
/// </summary>
/// <param name="Value">The answer; meaningless where there is a refusal.</param>
/// <param name="Refusal">Why not; <c>null</c> for success.</param>
[GenerateSerializer, Immutable, Alias("Result`1")]
public sealed record Result<T>(T? Value, Refusal? Refusal)
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>Success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>An answer that carries nothing.</summary>
[GenerateSerializer, Immutable, Alias("Nothing")]
public sealed record Nothing
{
    /// <summary>The only one.</summary>
    public static Nothing Value { get; } = new();
}
