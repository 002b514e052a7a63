using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>A form of two parts: how to read a file, and the file.</summary>
internal sealed record CsvForm(CsvMapping Mapping, byte[] MappingHash, IFormFile File)
{
    public const string MediaType = "multipart/form-data";

    private const string MappingPart = "mapping";
    private const string FilePart = "file";
    private const int MappingBytesMax = 64 << 10;
    private const int PartsMax = 8;
    private const int InMemoryBytesMax = 1 << 20;

    /// <summary>Reads the form of a request. What is large waits in a temporary file.</summary>
    public static async Task<CsvForm> ReadAsync(ApiRequest request)
    {
        JsonBody.CheckMediaType(request.Http.Request, [MediaType]);
        var form = await FormAsync(request);
        var file = form.Files.GetFile(FilePart)
            ?? throw QueryReader.Invalid(FilePart, "is missing; give the CSV file as the part \"file\" of the form");
        var mapping = await MappingAsync(form, request.Cancellation);
        return new CsvForm(JsonBody.Parse<CsvMapping>(mapping), SHA256.HashData(mapping), file);
    }

    /// <summary>What makes two imports the same: the file, and how it is read.</summary>
    public byte[] Hash(byte[] file) => SHA256.HashData([.. MappingHash, .. file]);

    private static async Task<IFormCollection> FormAsync(ApiRequest request)
    {
        try
        {
            return await request.Http.Request.ReadFormAsync(
                new FormOptions
                {
                    MemoryBufferThreshold = InMemoryBytesMax,
                    // The limit of the route's body holds.
                    MultipartBodyLengthLimit = long.MaxValue,
                    ValueCountLimit = PartsMax,
                    ValueLengthLimit = MappingBytesMax,
                },
                request.Cancellation);
        }
        catch (InvalidDataException error)
        {
            throw new ProblemException(ApiProblems.Invalid(
                "body", $"is no form of the parts mapping and file: {error.Message}", ImportProblems.Code));
        }
    }

    /// <summary>The mapping, which clients send as a value or as a file.</summary>
    private static async Task<byte[]> MappingAsync(IFormCollection form, CancellationToken cancellation)
    {
        if (form.TryGetValue(MappingPart, out var values) && values is [{ } value])
            return Encoding.UTF8.GetBytes(value);
        if (form.Files.GetFile(MappingPart) is not { } file)
        {
            throw QueryReader.Invalid(
                MappingPart, "is missing; this part of the form is to be {\"name\":…,\"columns\":{\"title\":…}}");
        }

        if (file.Length > MappingBytesMax)
            throw QueryReader.Invalid(MappingPart, $"is larger than {MappingBytesMax:N0} bytes");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
