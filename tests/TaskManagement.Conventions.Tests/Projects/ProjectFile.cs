using System.Xml.Linq;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Projects;

/// <summary>A package that a project references, and the condition under which it does.</summary>
internal sealed record PackageUse(string Id, string Condition);

/// <summary>What an MSBuild file says.</summary>
internal sealed class ProjectFile
{
    private readonly XElement _xml;

    private ProjectFile(string path, XElement xml) => (Path, _xml) = (path, xml);

    /// <summary>Every project of the repository.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
    [
        .. Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(Load),
    ];

    /// <summary>What Directory.Build.props adds to every project.</summary>
    public static ProjectFile Common { get; } = Load("Directory.Build.props");

    /// <summary>The versions of all packages.</summary>
    public static ProjectFile Versions { get; } = Load("Directory.Packages.props");

    /// <summary>Relative to the repository.</summary>
    public string Path { get; }

    /// <summary>The name of the project.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The name of what it builds.</summary>
    public string AssemblyName => Property("AssemblyName") ?? Name;

    /// <summary>Whether it is part of the product.</summary>
    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>Names of the projects that it references.</summary>
    public IEnumerable<string> References => _xml.Descendants("ProjectReference")
        .Select(item => System.IO.Path.GetFileNameWithoutExtension(Include(item).Replace('\\', '/')));

    /// <summary>Packages that it references.</summary>
    public IEnumerable<PackageUse> Packages => _xml.Descendants("PackageReference")
        .Select(item => new PackageUse(Include(item), Condition(item)));

    /// <summary>Packages that it gives a version.</summary>
    public IEnumerable<PackageUse> VersionedPackages => _xml.Descendants("PackageVersion")
        .Select(item => new PackageUse(Include(item), Condition(item)));

    /// <summary>The items of a kind, as file and condition.</summary>
    public IEnumerable<(string Include, string Condition)> Items(string kind) =>
        _xml.Descendants(kind).Select(item => (Include(item), Condition(item)));

    /// <summary>The value of a property, the last one where there are several.</summary>
    public string? Property(string name) => _xml.Descendants(name).LastOrDefault()?.Value;

    /// <summary>The name of what a project builds; a sample is named like itself.</summary>
    public static string AssemblyOf(string project) =>
        All.FirstOrDefault(file => file.Name == project)?.AssemblyName ?? project;

    /// <summary>A finding in this file.</summary>
    public Finding Because(string message) => new(Path, 0, message);

    private static ProjectFile Load(string path) => new(path, XElement.Parse(Repository.Read(path)));

    private static string Include(XElement item) => item.Attribute("Include")?.Value ?? "";

    private static string Condition(XElement item) => string.Join(
        " and ",
        item.AncestorsAndSelf().Select(element => element.Attribute("Condition")?.Value).OfType<string>());
}
