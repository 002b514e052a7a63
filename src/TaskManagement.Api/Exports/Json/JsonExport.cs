using System.IO.Pipelines;
using System.Text.Json;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Exports;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Exports.Json;

/// <summary>Writes a <see cref="ListFile"/> member by member, for it may be larger than memory.</summary>
internal static class JsonExport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = ApiJson.Options.Encoder,
        Indented = true,
    };

    public static async Task WriteAsync(ListReading list, PipeWriter output)
    {
        var people = new SortedDictionary<Guid, UserCard>();
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        Member(json, nameof(ListFile.Format), ListFile.FormatName);
        Member(json, nameof(ListFile.Version), ListFile.VersionNow);
        Member(json, nameof(ListFile.ExportedAt), list.At);
        Member(json, nameof(ListFile.List), FileMapping.Of(list.List));
        json.WriteStartArray(NameOf(nameof(ListFile.Tasks)));
        await foreach (var page in list.PagesAsync())
        {
            Write(json, page);
            foreach (var person in page.People)
                people[person.Id.Value] = person;
            await FlushAsync(json, output, list.Cancellation);
        }

        json.WriteEndArray();
        Member(json, nameof(ListFile.People), people.Values.Select(FileMapping.Of));
        json.WriteEndObject();
        await FlushAsync(json, output, list.Cancellation);
    }

    private static void Write(Utf8JsonWriter json, ExportPage page)
    {
        var handles = page.People.ToDictionary(person => person.Id, person => person.Handle);
        foreach (var task in page.Tasks)
            JsonSerializer.Serialize(json, FileMapping.Of(task, handles), ApiJson.Options);
    }

    private static async Task FlushAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellation)
    {
        await json.FlushAsync(cancellation);
        await output.FlushAsync(cancellation);
    }

    private static void Member<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(NameOf(name));
        JsonSerializer.Serialize(json, value, ApiJson.Options);
    }

    private static string NameOf(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);
}
