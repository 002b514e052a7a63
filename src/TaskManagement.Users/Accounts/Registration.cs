using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Users.Accounts;

/// <summary>A registration whose fields are all in order.</summary>
internal sealed record Registration(
    EmailAddress Email, Handle Handle, string FirstName, string LastName, string Password)
{
    /// <summary>Reads a command; a refusal names every field that is not in order, not only the first.</summary>
    public static Result<Registration> Read(RegisterUser command)
    {
        var faults = ImmutableDictionary.CreateBuilder<string, string>();
        if (!EmailAddress.TryParse(command.Email, out var email, out var emailFault))
            faults.Add("email", emailFault);
        if (!Handle.TryParse(command.Handle, out var handle, out var handleFault))
            faults.Add("handle", handleFault);
        if (NameRules.FaultOf(command.FirstName) is { } firstNameFault)
            faults.Add("firstName", firstNameFault);
        if (NameRules.FaultOf(command.LastName) is { } lastNameFault)
            faults.Add("lastName", lastNameFault);
        if (PasswordRules.FaultOf(command.Password) is { } passwordFault)
            faults.Add("password", passwordFault);
        return faults.Count > 0
            ? ValidationFailed.Of(faults.ToImmutable())
            : new Registration(email, handle, command.FirstName.Trim(), command.LastName.Trim(), command.Password);
    }

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => nameof(Registration);
}
