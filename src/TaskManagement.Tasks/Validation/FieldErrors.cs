using System.Collections.Immutable;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Tasks.Validation;

/// <summary>Collects what is wrong with a command, so that one refusal names all of its bad fields.</summary>
internal sealed class FieldErrors
{
    private readonly ImmutableDictionary<string, string>.Builder _messages =
        ImmutableDictionary.CreateBuilder<string, string>();

    /// <summary>Blames a field (camelCase). The first complaint about a field stands.</summary>
    public void Add(string field, string message) => _messages.TryAdd(field, message);

    /// <summary>The refusal, or <c>null</c> where nothing is wrong.</summary>
    public Refusal? ToRefusal() => _messages.Count == 0 ? null : Refusal.OfFields(_messages.ToImmutable());
}
