namespace TaskManagement.Cli;

/// <summary>A command cannot be carried out; the message says why and how to mend it.</summary>
internal sealed class CliException(string message) : Exception(message);
