using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Users.Accounts;

/// <summary>A registration whose fields are all in order.</summary>
internal sealed record Registration(
    EmailAddress Email, Handle Handle, string FirstName, string LastName, string Password)
{
    private const int NameLengthMax = 100;

    /// <summary>Reads a command; a refusal names every field that is not in order, not only the first.</summary>
    public static Result<Registration> Read(RegisterUser command)
    {
        var faults = ImmutableDictionary.CreateBuilder<string, string>();
        if (!EmailAddress.TryParse(command.Email, out var email, out var emailFault))
            faults.Add("email", emailFault);
        if (!Handle.TryParse(command.Handle, out var handle, out var handleFault))
            faults.Add("handle", handleFault);
        if (FaultOfName(command.FirstName) is { } firstNameFault)
            faults.Add("firstName", firstNameFault);
        if (FaultOfName(command.LastName) is { } lastNameFault)
            faults.Add("lastName", lastNameFault);
        if (PasswordRules.FaultOf(command.Password) is { } passwordFault)
            faults.Add("password", passwordFault);
        return faults.Count > 0
            ? ValidationFailed.Of(faults.ToImmutable())
            : new Registration(email, handle, command.FirstName.Trim(), command.LastName.Trim(), command.Password);
    }

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(Registration);

    private static string? FaultOfName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "is missing";
        if (!TextRules.IsWellFormed(name) || name.Any(char.IsControl))
            return "must not contain control characters or broken ones";
        return TextRules.LengthOf(name.Trim()) > NameLengthMax ? $"must have at most {NameLengthMax} characters" : null;
    }
}
