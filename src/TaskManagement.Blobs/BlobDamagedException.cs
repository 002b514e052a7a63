namespace TaskManagement.Blobs;

/// <summary>Content is there and is not what was stored, or cannot be read with the keys that there are.</summary>
public sealed class BlobDamagedException(string message, Exception? inner = null) : Exception(message, inner);
