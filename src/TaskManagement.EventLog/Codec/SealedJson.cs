using System.Text.Encodings.Web;
using System.Text.Json;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.EventLog.Codec;

/// <summary>JSON in which personal data is sealed: of events, snapshots and grain state.</summary>
internal sealed class SealedJson
{
    private readonly SubjectKeys _keys;
    private readonly JsonSerializerOptions _lenient;
    private readonly JsonSerializerOptions _strict;

    public SealedJson(SubjectKeys keys, IRandomBytes random)
    {
        _keys = keys;
        _lenient = Options(random);
        _strict = new JsonSerializerOptions(_lenient)
        {
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };
    }

    /// <summary>Writes an event: every member that may not be null must have a value.</summary>
    public ValueTask<string> WriteEventAsync(object @event) =>
        WriteAsync(@event, @event.GetType(), _strict, createKeys: true);

    /// <summary>Reads an event: every parameter without a default must be there.</summary>
    public ValueTask<object> ReadEventAsync(string json, Type type) => ReadAsync(json, type, _strict);

    /// <summary>Writes a state.</summary>
    /// <param name="createKeys">
    /// Whether a person without a key gets one. Not in a snapshot: its persons had theirs when their events were
    /// written, and one who has been erased since must not come back from memory.
    /// </param>
    public ValueTask<string> WriteStateAsync<TState>(TState state, bool createKeys) => WriteAsync(
        state ?? throw new ArgumentNullException(nameof(state)), typeof(TState), _lenient, createKeys);

    /// <summary>Reads a state.</summary>
    public async ValueTask<TState> ReadStateAsync<TState>(string json) =>
        (TState)await ReadAsync(json, typeof(TState), _lenient);

    private static JsonSerializerOptions Options(IRandomBytes random) => new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,

        // The log is read with a database's own tools, and never put into a page: other alphabets stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new PersonalJsonConverterFactory(random) },
    };

    private async ValueTask<string> WriteAsync(object value, Type type, JsonSerializerOptions options, bool createKeys)
    {
        var scope = new SealingScope(_keys.FindCached);
        var json = scope.Run(() => JsonSerializer.Serialize(value, type, options));
        if (scope.Missing.Count == 0)
            return json;
        await LoadAsync(scope, createKeys);
        return scope.Run(() => JsonSerializer.Serialize(value, type, options));
    }

    private async ValueTask<object> ReadAsync(string json, Type type, JsonSerializerOptions options)
    {
        var scope = new SealingScope(_keys.FindCached);
        var value = scope.Run(() => JsonSerializer.Deserialize(json, type, options));
        if (scope.Missing.Count > 0)
        {
            await LoadAsync(scope, create: false);
            value = scope.Run(() => JsonSerializer.Deserialize(json, type, options));
        }

        return value ?? throw new JsonException($"The JSON of a {type.Name} is null.");
    }

    private async Task LoadAsync(SealingScope scope, bool create)
    {
        var loads = scope.Missing.Select(async subject => (subject, key: await _keys.FindAsync(subject, create)));
        foreach (var (subject, key) in await Task.WhenAll(loads))
            scope.Add(subject, key);
    }
}
