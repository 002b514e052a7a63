using System.IO.Pipelines;

namespace TaskManagement.Api.Exports;

/// <summary>Writes a list, and flushes after each of its pages: no more than one is in memory.</summary>
internal delegate Task ExportWriter(ListReading list, PipeWriter output);

/// <summary>What a list can be written as.</summary>
/// <param name="Name">As the query names it, and the ending of the file.</param>
internal sealed record ExportFormat(string Name, string MediaType, ExportWriter WriteAsync);
