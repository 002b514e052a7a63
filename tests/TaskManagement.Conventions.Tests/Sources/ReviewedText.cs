namespace TaskManagement.Conventions.Tests.Sources;

/// <summary>
/// A file that says in words what the code promises to others, so that a change of the promise is seen in review.
/// The test writes the promise anew and compares.
/// </summary>
internal static class ReviewedText
{
    private const string Folder = "tests/TaskManagement.Conventions.Tests/Reviewed";

    /// <summary>Compares with the committed file; with ACCEPT=1 in the environment, rewrites it instead.</summary>
    /// <param name="name">The file, in the folder Reviewed.</param>
    /// <param name="actual">What the code promises now.</param>
    /// <param name="meaning">What a change of it does to others.</param>
    public static void AssertUnchanged(string name, IEnumerable<string> actual, string meaning)
    {
        var path = Repository.Absolute($"{Folder}/{name}");
        var lines = actual.ToList();
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, string.Join('\n', lines) + "\n");
        }

        var expected = File.Exists(path) ? File.ReadAllLines(path) : [];
        var changes = Compare(expected, lines).ToList();
        if (changes.Count > 0)
        {
            Assert.Fail($"{Folder}/{name} no longer says what the code does. {meaning}\n"
                + string.Join('\n', changes)
                + "\nWhere that is meant, run the test again with ACCEPT=1 in the environment and commit the file.");
        }
    }

    /// <summary>The lines that went (-) and came (+), from the longest common subsequence.</summary>
    internal static IEnumerable<string> Compare(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var common = CommonLengths(before, after);
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            if (i < before.Count && j < after.Count && before[i] == after[j])
                (i, j) = (i + 1, j + 1);
            else if (j == after.Count || (i < before.Count && common[i + 1, j] >= common[i, j + 1]))
                yield return $"- {i + 1}: {before[i++]}";
            else
                yield return $"+ {j + 1}: {after[j++]}";
        }
    }

    private static int[,] CommonLengths(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = before[i] == after[j]
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
