using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Tasks;
using TaskManagement.Blobs;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Attachments;

/// <summary>Files on tasks: attach, list, download, take off. Content is never held whole.</summary>
internal static class AttachmentEndpoints
{
    private const string Route = "/tasks/{id}/attachments";
    private const string OneRoute = Route + "/{attachmentId}";

    public static void Map(IEndpointRouteBuilder api)
    {
        var bounds = api.ServiceProvider.GetRequiredService<IOptions<AttachmentOptions>>().Value;
        var patience = RouteTimeouts.After(bounds.TransferTimeoutSeconds);
        api.MapRead(Route, All, new RouteDescription("The attachments of a task, oldest first")
        {
            Answer = typeof(Page<AttachmentAnswer>),
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Post, Route, Attach, new RouteDescription("Attach a file to a task")
        {
            Remarks = "The body is the content itself; Content-Type says what it is.",
            Query = [new QueryParameter("name", "The name of the file.")],
            Answer = typeof(AttachmentAnswer),
            Status = StatusCodes.Status201Created,
        })
            .WithMetadata(new RequestSizeLimitAttribute(bounds.SizeBytesMax))
            .WithRequestTimeout(patience)
            .RequireAuthorization(Policies.User);
        api.MapRead(OneRoute, Download, new RouteDescription("The content of an attachment")
        {
            Remarks = "As a download, with ranges; the ETag is the SHA-256 of the content.",
            Files = ["*/*"],
        }).WithRequestTimeout(patience).RequireAuthorization(Policies.User);
        api.MapHead(OneRoute, Download, new RouteDescription("The size of an attachment")
        {
            Name = "AttachmentHead",
        }).RequireAuthorization(Policies.User);
        api.MapWrite(HttpMethods.Delete, OneRoute, Detach, new RouteDescription("Take an attachment off a task")
        {
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);
    }

    private static async Task<Answer> All(ApiRequest request)
    {
        var all = await request.AskAsync(TaskEndpoints.GrainOf(request).Attachments(request.Caller, ListAct.Read));
        return Answer.Ok(new Page<AttachmentAnswer>([.. all.Select(AttachmentAnswer.Of)], NextCursor: null));
    }

    private static async Task<Answer> Attach(ApiRequest request)
    {
        var grain = TaskEndpoints.GrainOf(request);
        // Who may not attach is told before anything is read.
        await request.AskAsync(grain.Attachments(request.Caller, ListAct.Edit));
        var attachment = await request.Service<AttachmentUpload>().ReceiveAsync(request, grain);
        var location = string.Create(
            CultureInfo.InvariantCulture, $"{request.Http.Request.Path}/{attachment.Id}");
        return Answer.Created(AttachmentAnswer.Of(attachment), location);
    }

    private static async Task<Answer> Download(ApiRequest request)
    {
        var id = IdOf(request);
        var all = await request.AskAsync(TaskEndpoints.GrainOf(request).Attachments(request.Caller, ListAct.Read));
        if (all.FirstOrDefault(one => one.Id == id) is not { } attachment)
            throw new ProblemException(ApiProblems.NotFound("attachment"));
        var blob = new BlobInfo(attachment.BlobKey, attachment.Bytes, attachment.Sha256);
        var content = await request.Service<IBlobStore>().OpenAsync(blob)
            ?? throw new ProblemException(AttachmentProblems.ContentMissing);
        return new Answer(StatusCodes.Status200OK, Body: null)
        {
            Content = http => AttachmentDownload.WriteAsync(http, attachment, content),
        };
    }

    private static async Task<Answer> Detach(ApiRequest request)
    {
        var (grain, id) = (TaskEndpoints.GrainOf(request), IdOf(request));
        await request.SendAsync(context => grain.Act(context, new DetachFile(id)));
        return Answer.Empty;
    }

    private static AttachmentId IdOf(ApiRequest request) => request.Id<AttachmentId>("attachmentId", "attachment");
}
