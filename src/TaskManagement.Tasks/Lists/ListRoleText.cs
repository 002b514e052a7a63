using TaskManagement.Contracts.Lists;

namespace TaskManagement.Tasks.Lists;

/// <summary>How the read model writes a role; as JSON does.</summary>
internal static class ListRoleText
{
    public static string Of(ListRole role) => role switch
    {
        ListRole.Owner => "owner",
        ListRole.Editor => "editor",
        ListRole.Commenter => "commenter",
        ListRole.Viewer => "viewer",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    public static ListRole Parse(string text) => text switch
    {
        "owner" => ListRole.Owner,
        "editor" => ListRole.Editor,
        "commenter" => ListRole.Commenter,
        "viewer" => ListRole.Viewer,
        _ => throw new FormatException($"'{text}' is no role."),
    };
}
