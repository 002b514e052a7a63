using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>Calls that the product does not make.</summary>
internal static class CallRules
{
    private static readonly string[] Tasks = ["Task", "ValueTask"];

    /// <summary>Types that put SQL together, from constants and numbered parameters.</summary>
    private static readonly Dictionary<string, string> Composers = new()
    {
        ["SqlText"] =
            "a filter that is not asked for is not in the statement, so that an index serves the rest",
        ["ReadModelTable"] = "it reads every table of the read model alike, by names of its own",
        ["TableStatements"] = "it reads and writes any table, by the names that the schema of the release has",
    };

    /// <summary>Waiting for a task with a thread. In a grain that is a deadlock, elsewhere a thread lost.</summary>
    public static IEnumerable<Finding> Blocking(SourceFile source, SemanticModel model)
    {
        foreach (var access in source.Nodes<MemberAccessExpressionSyntax>())
        {
            var blocks = access.Name.Identifier.Text switch
            {
                "GetResult" => access.Expression is InvocationExpressionSyntax,
                "Result" or "Wait" or "WaitAll" or "WaitAny" =>
                    IsTask(model.GetSymbolInfo(access).Symbol?.ContainingType),
                _ => false,
            };
            if (blocks && !IsKnownToBeDone(access))
                yield return source.At(access.Name, $".{access.Name} blocks a thread; await it");
        }
    }

    /// <summary>A method that nobody can await: its exception ends the process.</summary>
    public static IEnumerable<Finding> AsyncVoid(SourceFile source, SemanticModel model)
    {
        foreach (var method in source.Nodes<MethodDeclarationSyntax>())
        {
            if (method.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(method.ReturnType))
                yield return source.At(
                    method.Identifier.Span, $"{method.Identifier.Text} is async void; return a Task");
        }

        foreach (var function in source.Nodes<LocalFunctionStatementSyntax>())
        {
            if (function.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(function.ReturnType))
                yield return source.At(
                    function.Identifier.Span, $"{function.Identifier.Text} is async void; return a Task");
        }

        foreach (var lambda in source.Nodes<LambdaExpressionSyntax>().Where(lambda => lambda.AsyncKeyword != default))
        {
            if (model.GetSymbolInfo(lambda).Symbol is IMethodSymbol { ReturnsVoid: true })
                yield return source.At(lambda, "this lambda is async void; pass it as a Func that returns a Task");
        }
    }

    /// <summary>Ways off the activation's scheduler, in a grain.</summary>
    public static IEnumerable<Finding> LeavingTheGrain(SourceFile source, SemanticModel model) =>
        from access in source.Nodes<MemberAccessExpressionSyntax>()
        where access.Name.Identifier.Text is "ConfigureAwait"
            || access.ToString() is "Task.Run" or "Task.Factory.StartNew"
        let type = access.FirstAncestorOrSelf<ClassDeclarationSyntax>()
        where type is not null && IsGrain(model.GetDeclaredSymbol(type))
        select source.At(access.Name, $"{access.Name} leaves the activation's scheduler; just await");

    /// <summary>SQL that is put together at run time from anything but constants.</summary>
    public static IEnumerable<Finding> BuiltSql(SourceFile source, SemanticModel model)
    {
        // What a bare new(…) makes takes long to find out, so files that never say Statement are not asked.
        if (!source.Nodes<SimpleNameSyntax>().Any(name => name.Identifier.Text == "Statement"))
            return [];
        return from creation in source.Nodes<BaseObjectCreationExpressionSyntax>()
               where model.GetTypeInfo(creation).Type?.ToDisplayString() == "TaskManagement.EventLog.Database.Statement"
               let sql = creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression
               where sql is not null && !IsFixed(sql, model)
               let type = creation.FirstAncestorOrSelf<TypeDeclarationSyntax>()
               where type is null || !Composers.ContainsKey(type.Identifier.Text)
               select source.At(
                   sql, $"the SQL '{Shorten(sql)}' is not made of constants; name it, and pass values as parameters");
    }

    /// <summary>The clock and chance, other than from TimeProvider and the command.</summary>
    public static IEnumerable<Finding> Clock(SourceFile source, SemanticModel model) =>
        from access in source.Nodes<MemberAccessExpressionSyntax>()
        where access.Name.Identifier.Text is "Now" or "UtcNow" or "Today"
        where model.GetSymbolInfo(access).Symbol?.ContainingType.Name is "DateTime" or "DateTimeOffset"
        select source.At(access.Name, $"{access} is not in a test's hands; take TimeProvider from DI");

    /// <summary>A constant, a static read-only field, or constants put together.</summary>
    private static bool IsFixed(ExpressionSyntax sql, SemanticModel model) => sql switch
    {
        _ when model.GetConstantValue(sql).HasValue => true,
        ParenthesizedExpressionSyntax inner => IsFixed(inner.Expression, model),
        ConditionalExpressionSyntax choice =>
            IsFixed(choice.WhenTrue, model) && IsFixed(choice.WhenFalse, model),
        SwitchExpressionSyntax choice => choice.Arms.All(arm => IsFixed(arm.Expression, model)),
        ThrowExpressionSyntax => true,
        _ => model.GetSymbolInfo(sql).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true },
    };

    /// <summary>Where the member has asked first, the result is read and not waited for.</summary>
    private static bool IsKnownToBeDone(MemberAccessExpressionSyntax access)
    {
        var asked = $"{access.Expression}.IsCompletedSuccessfully";
        return access.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>().Any(other => other.ToString() == asked);
    }

    private static bool IsTask(ITypeSymbol? type) =>
        type is not null && Tasks.Contains(type.Name)
        && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsVoid(TypeSyntax type) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private static bool IsGrain(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Interfaces.Any(face => face.ToDisplayString() == "Orleans.IGrainBase"))
                return true;
        }

        return false;
    }

    private static string Shorten(ExpressionSyntax sql)
    {
        var text = string.Join(' ', sql.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
