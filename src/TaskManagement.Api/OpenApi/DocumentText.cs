using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TaskManagement.Api.OpenApi;

/// <summary>
/// The document as it is served, made once: making it takes a second or two of a processor, and anybody may ask for it.
/// </summary>
internal sealed class DocumentText(IOpenApiDocumentProvider provider)
{
    private readonly Lock _starting = new();
    private Task<byte[]>? _text;

    /// <summary>The JSON in UTF-8. Whoever asks while it is being made waits for that one.</summary>
    public Task<byte[]> GetAsync()
    {
        lock (_starting)
        {
            if (_text is null or { IsFaulted: true })
                _text = MakeAsync();
            return _text;
        }
    }

    private async Task<byte[]> MakeAsync()
    {
        await Task.Yield(); // The lock above is not held while the document is made.
        // Not bound to the request that happens to be first: the others wait for it too.
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }
}
