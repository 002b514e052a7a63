namespace TaskManagement.Contracts.Users;

/// <summary>Make an account. The first one administers the installation.</summary>
[GenerateSerializer, Immutable, Alias("RegisterUser")]
public sealed record RegisterUser(string Email, string Handle, string FirstName, string LastName, string Password)
{
    /// <summary>Says nothing of the person: a record's own text would carry it into logs.</summary>
    public override string ToString() => nameof(RegisterUser);
}

/// <summary>Log in with address and password.</summary>
[GenerateSerializer, Immutable, Alias("LogIn")]
public sealed record LogIn(string Email, string Password)
{
    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(LogIn);
}
