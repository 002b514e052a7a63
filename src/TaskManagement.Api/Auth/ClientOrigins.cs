using System.Text;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Auth;

/// <summary>From where a request comes.</summary>
internal static class ClientOrigins
{
    private const int AgentLengthMax = 200;

    /// <summary>The client's address, and what it calls itself: cut, and without what would not print.</summary>
    public static ClientOrigin Of(HttpContext http) => new(
        http.Connection.RemoteIpAddress is { } address
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : null,
        Printable(http.Request.Headers.UserAgent.ToString()));

    private static string? Printable(string agent)
    {
        var text = new StringBuilder();
        foreach (var rune in agent.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Take(AgentLengthMax))
            text.Append(rune.ToString());
        var printable = text.ToString().Trim();
        return printable.Length == 0 ? null : printable;
    }
}
