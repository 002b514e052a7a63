using System.Text;

namespace TaskManagement.Cli.Output;

/// <summary>Reads a password from the keyboard without showing it.</summary>
internal static class PasswordPrompt
{
    public static string Ask()
    {
        // On standard error, so that an answer on standard output stays clean.
        Console.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
