using System.IO.Enumeration;

namespace TaskManagement.Conventions.Tests.Sources;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] BinaryExtensions = [".png", ".ico", ".db", ".snk", ".pfx"];

    /// <summary>Lazy, since the threads that parse would wait for the type initializer that waits for them.</summary>
    private static readonly Lazy<IReadOnlyList<SourceFile>> Parsed = new(ParseAll);

    /// <summary>The folder of the solution, absolute.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Every file that .gitignore does not exclude, relative to the root with forward slashes, in order.
    /// </summary>
    public static IReadOnlyList<string> Files { get; } = EnumerateFiles();

    /// <summary>Every C# file of src and tests, parsed once.</summary>
    public static IReadOnlyList<SourceFile> Sources => Parsed.Value;

    /// <summary>The C# files of src.</summary>
    public static IEnumerable<SourceFile> ProductSources => Sources.Where(source => source.IsProduct);

    /// <summary>The C# files of the contexts.</summary>
    public static IEnumerable<SourceFile> ContextSources =>
        Sources.Where(source => source.IsProduct && Architecture.Contexts.Contains(source.Project));

    /// <summary>Every file that people read as text.</summary>
    public static IEnumerable<string> TextFiles =>
        Files.Where(path => !BinaryExtensions.Contains(Path.GetExtension(path)));

    /// <summary>Whether there is such a file, with exactly this spelling.</summary>
    public static bool Has(string path) => Files.Contains(path);

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Absolute(path));

    /// <summary>The absolute path of a file.</summary>
    public static string Absolute(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TaskManagement.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException(
            $"No folder above {AppContext.BaseDirectory} holds TaskManagement.sln; run the tests in the repository.");
    }

    private static IReadOnlyList<SourceFile> ParseAll() =>
    [
        .. Files.AsParallel().AsOrdered()
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => SourceFile.Parse(path, Read(path))),
    ];

    private static List<string> EnumerateFiles()
    {
        var ignored = File.ReadAllLines(Path.Combine(Root, ".gitignore"));
        HashSet<string> folders = [".git", .. ignored.Where(line => line.EndsWith('/')).Select(line => line[..^1])];
        List<string> names = [".git", .. ignored.Where(line => line.Contains('*'))];
        var files = new FileSystemEnumerable<string>(
            Root,
            (ref FileSystemEntry entry) => Path.GetRelativePath(Root, entry.ToFullPath()).Replace('\\', '/'),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !folders.Contains(entry.FileName.ToString()),
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && !Matches(names, entry.FileName),
        };
        return [.. files.Order(StringComparer.Ordinal)];
    }

    private static bool Matches(List<string> patterns, ReadOnlySpan<char> name)
    {
        foreach (var pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name))
                return true;
        }

        return false;
    }
}
