namespace TaskManagement.Admin;

/// <summary>What scripts can tell apart.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and found good.</summary>
    public const int Done = 0;

    /// <summary>Refused or failed; standard error says why and how to mend it.</summary>
    public const int Failed = 1;

    /// <summary>The data are damaged; standard error says where.</summary>
    public const int Damaged = 2;
}
