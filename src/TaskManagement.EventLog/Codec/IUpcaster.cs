using System.Text.Json.Nodes;

namespace TaskManagement.EventLog.Codec;

/// <summary>
/// Reads an event of an older shape as one of a newer shape. The log keeps what it holds; several of these follow one
/// another from the oldest shape to the one that the code knows.
/// </summary>
public interface IUpcaster
{
    /// <summary>The frozen name of the older shape, which no type has any more.</summary>
    string FromType { get; }

    /// <summary>The name of the next shape.</summary>
    string ToType { get; }

    /// <summary>The JSON of the next shape. Pure. Sealed personal data is moved as it is.</summary>
    JsonObject Upcast(JsonObject older);
}
