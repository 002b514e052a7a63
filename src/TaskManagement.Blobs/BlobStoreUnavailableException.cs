namespace TaskManagement.Blobs;

/// <summary>The place where content lies does not answer, or refuses. Nothing was stored.</summary>
public sealed class BlobStoreUnavailableException(string message, Exception inner) : Exception(message, inner);
