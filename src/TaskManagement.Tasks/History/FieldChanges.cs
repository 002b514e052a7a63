using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.History;

/// <summary>Collects what an event changed, per field, with the values as the client's JSON shows them.</summary>
internal sealed class FieldChanges
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ImmutableArray<FieldChange>.Builder _changes = ImmutableArray.CreateBuilder<FieldChange>();

    /// <summary>A field before and after.</summary>
    public FieldChanges Add(string field, object? old, object? @new)
    {
        var (before, after) = (Text(old), Text(@new));
        if (before != after)
            _changes.Add(new FieldChange(field, before, after));
        return this;
    }

    /// <summary>A field that the event may tell of, or not.</summary>
    public FieldChanges AddPresent<T>(string field, Optional<T> old, Optional<T> @new) =>
        old.HasValue || @new.HasValue ? Add(field, old.Value, @new.Value) : this;

    /// <summary>A field of something that was made.</summary>
    public FieldChanges AddMade(string field, object? value) => Add(field, null, value);

    /// <summary>Everything that was added.</summary>
    public ImmutableArray<FieldChange> ToArray() => _changes.ToImmutable();

    private static JsonText? Text(object? value) =>
        value is null ? null : new JsonText(JsonSerializer.Serialize(value, value.GetType(), Json));
}
