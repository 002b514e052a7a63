using System.Collections.Frozen;
using System.Text;

namespace TaskManagement.Users.Passwords;

/// <summary>
/// The passwords that whoever guesses tries first. Where they come from, and their licence, stands at the head of the
/// file.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "common-passwords.txt";

    private static readonly Lazy<FrozenSet<string>> All = new(Read);

    /// <summary>How many there are.</summary>
    public static int Count => All.Value.Count;

    /// <summary>Whether it is one of them, however it is capitalised.</summary>
    public static bool Contains(string password) =>
        All.Value.Contains(password.Normalize(NormalizationForm.FormKC).ToLowerInvariant());

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} was not built in.");
        using var reader = new StreamReader(stream);
        return Lines(reader).Where(line => !line.StartsWith('#')).ToFrozenSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
