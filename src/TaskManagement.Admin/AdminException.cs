namespace TaskManagement.Admin;

/// <summary>A command cannot be carried out; the message says why and how to mend it.</summary>
internal sealed class AdminException : Exception
{
    public AdminException(string message)
        : base(message)
    {
    }

    public AdminException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
