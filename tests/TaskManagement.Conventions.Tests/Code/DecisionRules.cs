using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Code;

/// <summary>Decisions and folds are pure and forget nothing; what takes time says so in its name.</summary>
internal static class DecisionRules
{
    private static readonly string[] Outside =
        ["TimeProvider", "IGrainFactory", "IEventLog", "IDatabase", "IServiceProvider", "Task", "ValueTask"];

    /// <summary>An act that waits, looks at the clock or asks somebody: it could not be replayed.</summary>
    public static IEnumerable<Finding> ImpureAct(SourceFile source, SemanticModel model)
    {
        if (!source.Path.Contains("/Acts/", StringComparison.Ordinal))
            return [];
        return from name in source.Nodes<SimpleNameSyntax>()
               where Outside.Contains(name.Identifier.Text)
               where model.GetSymbolInfo(name).Symbol is INamedTypeSymbol
               select source.At(name,
                   $"{name.Identifier.Text} has no place in a pure decision; the grain asks before it");
    }

    /// <summary>A fold that passes over what it does not know: an event would be lost without a word.</summary>
    public static IEnumerable<Finding> SilentFold(SourceFile source, SemanticModel model) =>
        from arm in source.Nodes<SwitchExpressionArmSyntax>()
        where arm.Pattern is DiscardPatternSyntax && arm.Expression is not ThrowExpressionSyntax
        let type = model.GetTypeInfo(((SwitchExpressionSyntax)arm.Parent!).GoverningExpression).Type
        where type is not null && IsEvent(type) && IsState(model.GetTypeInfo(arm.Parent!).ConvertedType)
        select source.At(arm, $"throw for an unknown {type!.Name}; folding past it loses data");

    /// <summary>
    /// Methods that return tasks end in Async, but for those of grains and of filters of their calls, and for handlers,
    /// whose names are those of the operations in the OpenAPI document.
    /// </summary>
    public static IEnumerable<Finding> Unsuffixed(SourceFile source, SemanticModel model) =>
        from method in source.Nodes<MethodDeclarationSyntax>()
        where !method.Identifier.Text.EndsWith("Async", StringComparison.Ordinal)
        let symbol = (IMethodSymbol)model.GetDeclaredSymbol(method)!
        where symbol.ReturnType is { Name: "Task" or "ValueTask" } && !symbol.IsOverride && symbol.Name != "Main"
        where !IsGrainMethod(symbol) && symbol.Parameters is not [{ Type.Name: "ApiRequest" }]
        select source.At(method.Identifier.Span, $"{symbol.Name} returns a task; call it {symbol.Name}Async");

    private static bool IsEvent(ITypeSymbol type) =>
        type.AllInterfaces.Append(type).Any(face => face.Name == "IDomainEvent");

    private static bool IsState(ITypeSymbol? type) => type?.Name.EndsWith("State", StringComparison.Ordinal) is true;

    /// <summary>Declared by an interface of grains or of their filters, or in such a class.</summary>
    private static bool IsGrainMethod(IMethodSymbol method)
    {
        var faces = method.ContainingType.AllInterfaces.Append(method.ContainingType);
        return faces.Any(face => face.ToDisplayString() 
            is "Orleans.Runtime.IAddressable" or "Orleans.IGrainBase" or "Orleans.IIncomingGrainCallFilter");
    }
}
