using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Users.Names;

/// <summary>A name that was claimed.</summary>
internal sealed record NameState(UserId Owner)
{
    /// <summary>The fold.</summary>
    public static NameState Evolve(NameState? state, NameEvent @event) => @event switch
    {
        NameClaimed claimed when state is null => new NameState(claimed.UserId),
        _ => throw new InvalidOperationException(
            $"{@event.GetType().Name} cannot follow in the stream of a name of {state?.Owner.ToString() ?? "nobody"}."),
    };
}
