using System.Collections.Immutable;

namespace TaskManagement.Api.Conventions.Json;

/// <summary>What a body may look like. It is derived from the type that the body is read into.</summary>
internal abstract record JsonShape
{
    /// <summary>How the shape is called in an error: "is to be …".</summary>
    public abstract string Expected { get; }

    public sealed record Text : JsonShape
    {
        public override string Expected => "a string";
    }

    public sealed record Flag : JsonShape
    {
        public override string Expected => "true or false";
    }

    public sealed record Integer(long Min, long Max) : JsonShape
    {
        public override string Expected => $"an integer from {Min} to {Max}";
    }

    public sealed record Uuid : JsonShape
    {
        public override string Expected => "a UUID such as 0197a3c5-6d2e-8f00-9abc-1234567890ab";
    }

    public sealed record Instant : JsonShape
    {
        public override string Expected => "an instant with an offset (2026-03-03T09:00:00Z)";
    }

    public sealed record Date : JsonShape
    {
        public override string Expected =>
            "a day (2026-03-03) or an instant with an offset (2026-03-03T09:00:00Z)";
    }

    public sealed record Choice(ImmutableArray<string> Values) : JsonShape
    {
        public override string Expected => "one of " + string.Join(", ", Values);
    }

    public sealed record Sequence(JsonShape Item) : JsonShape
    {
        public override string Expected => "an array";
    }

    /// <summary>An object of the user's own, whatever it holds.</summary>
    public sealed record FreeObject : JsonShape
    {
        public override string Expected => "an object";
    }

    /// <summary>An object whose members depend on one of them.</summary>
    public sealed record Variants(string Discriminator, ImmutableSortedDictionary<string, Members> All) : JsonShape
    {
        /// <summary>What the deciding member is to be.</summary>
        public Choice Kinds { get; } = new([.. All.Keys]);

        public override string Expected => "an object";
    }

    public sealed record Members(ImmutableArray<JsonMember> All) : JsonShape
    {
        public override string Expected => "an object";
    }
}

/// <summary>A type that says by itself how it looks in a body.</summary>
internal interface IShaped
{
    /// <summary>How it looks.</summary>
    static abstract JsonShape Shape { get; }
}

/// <summary>A member of an object.</summary>
internal sealed record JsonMember(string Name, JsonShape Shape, bool Required, bool Nullable);
