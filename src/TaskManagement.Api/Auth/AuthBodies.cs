using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Auth;

/// <summary>Make an account.</summary>
internal sealed record RegisterBody(string Email, string Handle, string FirstName, string LastName, string Password)
{
    public RegisterUser ToCommand() => new(Email, Handle, FirstName, LastName, Password);

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(RegisterBody);
}

/// <summary>Log in.</summary>
internal sealed record LogInBody(string Email, string Password)
{
    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(LogInBody);
}

/// <summary>Exchange or end a refresh token.</summary>
internal sealed record RefreshTokenBody(string RefreshToken)
{
    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => nameof(RefreshTokenBody);
}
