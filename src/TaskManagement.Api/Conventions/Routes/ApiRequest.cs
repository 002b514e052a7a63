using System.Security.Cryptography;
using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Conventions.Routes;

/// <summary>A request as handlers see it. What is malformed ends it with a problem.</summary>
internal sealed class ApiRequest(HttpContext http, RouteDescription description)
{
    private byte[] _body = [];

    /// <summary>The request underneath, for what is not JSON.</summary>
    public HttpContext Http { get; } = http;

    /// <summary>Where grains are had.</summary>
    public IGrainFactory Grains => Service<IGrainFactory>();

    /// <summary>The clock.</summary>
    public TimeProvider Clock => Service<TimeProvider>();

    /// <summary>Who asks.</summary>
    public Caller Caller { get; } = CallerClaims.CallerOf(http.User);

    /// <summary>The parameters of the query.</summary>
    public QueryReader Query { get; } = new(http.Request.Query);

    /// <summary>Ends when the client goes or the time is up.</summary>
    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Something of the container.</summary>
    public T Service<T>() where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>An id in the path. One that is no UUID names nothing.</summary>
    /// <param name="parameter">Its name in the pattern.</param>
    /// <param name="what">What it names, as in <see cref="Refusals.NotFound"/>.</param>
    public TId Id<TId>(string parameter, string what) where TId : struct, IId<TId> =>
        Guid.TryParseExact((string?)Http.Request.RouteValues[parameter], "D", out var id)
            ? TId.From(id)
            : throw new ProblemException(ApiProblems.NotFound(what));

    /// <summary>A user's id in the path, where <c>me</c> is the caller.</summary>
    public UserId UserOrMe(string parameter) =>
        "me".Equals(Http.Request.RouteValues[parameter]) ? Caller.UserId : Id<UserId>(parameter, "user");

    /// <summary>The body, read and checked.</summary>
    public async Task<T> BodyAsync<T>() where T : class
    {
        if (description.BodyIsOptional
            && Http.Request is { ContentLength: 0 } or { ContentLength: null, ContentType: null })
            return JsonBody.Parse<T>("{}"u8.ToArray());
        _body = await JsonBody.ReadBytesAsync(Http.Request, description.MediaTypes);
        return JsonBody.Parse<T>(_body);
    }

    /// <summary>A grain's answer to a question.</summary>
    public async Task<T> AskAsync<T>(Task<Result<T>> question) =>
        Answer.ValueOf(await question.WaitAsync(Cancellation));

    /// <summary>A grain's answer to the command that this request carries.</summary>
    public Task<T> SendAsync<T>(Func<CommandContext, Task<Result<T>>> send) => SendAsync(Command(), send);

    /// <summary>A grain's answer to a command.</summary>
    public async Task<T> SendAsync<T>(CommandContext context, Func<CommandContext, Task<Result<T>>> send) =>
        Answer.ValueOf(await Service<CommandSender>().SendAsync(() => send(context), Cancellation));

    /// <summary>The context of the command that this request carries. Ids of what it creates derive from it.</summary>
    public CommandContext Command() => Command(SHA256.HashData(_body), Origin.Api);

    /// <summary>The context of a command whose body was not read as JSON.</summary>
    public CommandContext Command(ReadOnlySpan<byte> bodyHash, Origin origin) =>
        Service<CommandSender>().ContextOf(Http, Caller, bodyHash, origin);
}
