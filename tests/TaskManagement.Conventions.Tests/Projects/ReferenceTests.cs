using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Projects;

public sealed class ReferenceTests
{
    [Fact]
    public void References_WhenReadFromProjects_ThenGoOneWay() => Findings.AssertNone(
        ProjectFile.All.Where(project => project.IsProduct).SelectMany(Forbidden));

    [Fact]
    public void Projects_WhenCounted_ThenAreThoseOfTheHouse()
    {
        var projects = ProjectFile.All.Where(project => project.IsProduct).Select(project => project.Name);
        Assert.Equal(Architecture.References.Keys.Order(), projects.Order());
    }

    [Fact]
    public void Solution_WhenRead_ThenHoldsEveryProject()
    {
        var solution = Repository.Read("TaskManagement.sln").Replace('\\', '/');
        Findings.AssertNone(ProjectFile.All
            .Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            .Select(project => project.Because("is not in TaskManagement.sln; dotnet sln add it")));
    }

    [Fact]
    public void Namespaces_WhenContextsAreRead_ThenNameNoOtherContext() => Findings.AssertNone(
        from source in Repository.ContextSources
        from directive in source.Root.Usings
        let used = Architecture.Contexts.FirstOrDefault(context => IsIn(directive.Name?.ToString(), context))
        where used is not null && used != source.Project
        select source.At(directive, $"{source.Project} uses {used}; contexts meet in Contracts and in the log"));

    private static IEnumerable<Finding> Forbidden(ProjectFile project)
    {
        if (!Architecture.References.TryGetValue(project.Name, out var allowed))
            return [project.Because("is no part of the house; give it its place in Architecture.References")];
        return project.References.Except(allowed).Select(reference => project.Because(
            $"references {reference}; allowed are {string.Join(", ", allowed.DefaultIfEmpty("none"))}"));
    }

    private static bool IsIn(string? name, string space) =>
        name == space || name?.StartsWith(space + ".", StringComparison.Ordinal) is true;
}
