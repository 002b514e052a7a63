using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Lists;

/// <summary>What the values of a custom field are, as JSON.</summary>
[GenerateSerializer, Alias("FieldType"), JsonConverter(typeof(JsonStringEnumConverter<FieldType>))]
public enum FieldType
{
    /// <summary>A text.</summary>
    [JsonStringEnumMemberName("text")] Text,

    /// <summary>A number.</summary>
    [JsonStringEnumMemberName("number")] Number,

    /// <summary>A day (2026-03-03) or an instant with an offset, as a text.</summary>
    [JsonStringEnumMemberName("date")] Date,

    /// <summary>One of the choices, as a text.</summary>
    [JsonStringEnumMemberName("choice")] Choice,

    /// <summary>The id of a member of the list, as a text.</summary>
    [JsonStringEnumMemberName("user")] User,

    /// <summary>True or false.</summary>
    [JsonStringEnumMemberName("checkbox")] Checkbox,
}

/// <summary>A member of the attributes of a list's tasks whose values are checked when they are written.</summary>
/// <param name="Key">The name of the member in <c>attributes</c>; it stays.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Type">What its values are; it stays.</param>
/// <param name="Required">Whether a task that is made must have it, and none may lose it.</param>
/// <param name="Choices">The values of a choice; empty for every other type.</param>
[GenerateSerializer, Immutable, Alias("CustomField")]
public sealed record CustomField(
    FieldId Id, string Key, string Name, FieldType Type, bool Required, ImmutableArray<string> Choices);
