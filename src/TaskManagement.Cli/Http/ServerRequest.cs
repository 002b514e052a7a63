namespace TaskManagement.Cli.Http;

/// <summary>A request; sent twice, it is the same one.</summary>
/// <param name="Path">Below <c>/api/v1/</c>, without a leading slash.</param>
/// <param name="IdempotencyKey">Of a write: keeps it from counting twice.</param>
internal sealed record ServerRequest(HttpMethod Method, string Path, object? Body, string? IdempotencyKey)
{
    public static ServerRequest Get(string path) => new(HttpMethod.Get, path, null, null);

    /// <summary>A write with a key of its own.</summary>
    public static ServerRequest Post(string path, object? body = null) =>
        new(HttpMethod.Post, path, body, Guid.NewGuid().ToString());

    /// <summary>Says nothing of the body, which may hold a password.</summary>
    public override string ToString() => $"{Method} {Path}";
}
