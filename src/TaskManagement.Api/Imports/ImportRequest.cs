using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports;

/// <summary>A request that carries a document, whatever format it came in.</summary>
internal static class ImportRequest
{
    private const string AddMembersName = "addMembers";
    private const string DryRunName = "dryRun";

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether people of the file become members of the list that is made; they do.</summary>
    public static QueryParameter AddMembers { get; } = new(
        AddMembersName,
        "false: people of the file who have an account here do not become members of the list that is made.")
    {
        Values = QueryReader.Truths,
    };

    /// <summary>Whether only to say what would be imported.</summary>
    public static QueryParameter DryRun { get; } = new(
        DryRunName, "true: say what would be imported, and write nothing.")
    {
        Values = QueryReader.Truths,
    };

    /// <summary>Imports the document that a reader makes of the body, or says what would be imported.</summary>
    public static async Task<Answer> RunAsync(
        ApiRequest request, Func<ImportFile, CancellationToken, Task<ImportDocument>> read)
    {
        var (document, hash) = await request.Service<ImportUpload>().ReadAsync(
            request.Http.Request,
            async (file, stop) => (await read(file, stop), file.Hash),
            request.Cancellation);
        return await RunAsync(request, document, hash);
    }

    /// <summary>Imports a document.</summary>
    /// <param name="hash">Of the file and of all that tells how to read it.</param>
    public static async Task<Answer> RunAsync(ApiRequest request, ImportDocument document, byte[] hash)
    {
        if (IsDryRun(request))
            return await PreviewAsync(request, document, preview => preview);
        ImportProblems.Require(document);
        var accounts = await AccountsAsync(request, document.People);
        var user = request.Caller.UserId;
        var board = DocumentBoard.Of(document, user, accounts, request.Clock.GetUtcNow());
        if (request.Query.Choice(AddMembersName, QueryReader.Truths, "true") == "false")
            board = board with { List = board.List with { Members = [] } };
        var grain = request.Grains.GetGrain<IImportGrain>(DocumentBoard.ImportOf(user, document.Source).Value);
        var command = request.Command(hash, Origin.Import);
        var started = await request.SendAsync(command, context => grain.Start(context, board));
        return AnswerOf(await EndAsync(request, grain, started));
    }

    /// <summary>Whether only to say what would be imported.</summary>
    public static bool IsDryRun(ApiRequest request) => request.Query.Truth(DryRunName);

    /// <summary>Says what would be imported.</summary>
    /// <param name="add">Adds what the format knows beside that.</param>
    public static async Task<Answer> PreviewAsync(
        ApiRequest request, ImportDocument document, Func<ImportPreview, ImportPreview> add)
    {
        ImportProblems.Require(document);
        return Answer.Ok(add(ImportPreview.Of(document, await AccountsAsync(request, document.People))));
    }

    /// <summary>Who of the people has an account here. An address names someone more surely than a handle.</summary>
    private static async Task<ImmutableDictionary<string, UserId>> AccountsAsync(
        ApiRequest request, ImmutableArray<DocumentPerson> people)
    {
        ImmutableArray<(string Key, string Name)> names =
        [
            .. people.Where(one => one.Email?.Contains('@', StringComparison.Ordinal) == true)
                .Select(one => (one.Key, one.Email!)),
            .. people.Where(one => !string.IsNullOrEmpty(one.Handle)).Select(one => (one.Key, one.Handle!)),
        ];
        if (names.IsEmpty)
            return ImmutableDictionary<string, UserId>.Empty;
        var found = await request.Grains.GetGrain<IAccountsGrain>(0).FindAccounts([.. names.Select(name => name.Name)])
            .WaitAsync(request.Cancellation);
        return names.Zip(found)
            .Where(pair => pair.Second is not null)
            .DistinctBy(pair => pair.First.Key)
            .ToImmutableDictionary(pair => pair.First.Key, pair => pair.Second!.Value);
    }

    /// <summary>Waits a while for the end: most boards are in before a client would ask again.</summary>
    private static async Task<ImportProgress> EndAsync(ApiRequest request, IImportGrain grain, ImportProgress progress)
    {
        var bounds = request.Service<IOptions<ApiOptions>>().Value;
        var until = request.Clock.GetUtcNow().AddSeconds(bounds.ImportWaitSeconds);
        while (progress.Status == ImportStatus.Running && request.Clock.GetUtcNow() < until)
        {
            await Task.Delay(PollPeriod, request.Clock, request.Cancellation);
            progress = await request.AskAsync(grain.Progress(request.Caller));
        }

        return progress;
    }

    private static Answer AnswerOf(ImportProgress progress)
    {
        var location = string.Create(CultureInfo.InvariantCulture, $"{ApiRoutes.Prefix}/imports/{progress.Id}");
        return progress switch
        {
            { Failure: { } failure } => throw new ProblemException(RefusalProblems.Of(failure)),
            { Status: ImportStatus.Running } => Answer.Accepted(progress, location),
            { Imported: 0, Comments: 0 } => Answer.Ok(progress),
            _ => Answer.Created(progress, location),
        };
    }
}
