using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Imports;

/// <summary>
/// What is to be imported; dropped when it is. The names of authors stand apart from their comments, as the personal
/// data that they are: sealed where this is stored.
/// </summary>
[GenerateSerializer, Alias("ImportPlan")]
internal sealed record ImportPlan
{
    /// <summary>The command that began it; those of the parts derive from it.</summary>
    [Id(0)]
    public required CommandContext Context { get; init; }

    /// <summary>The list.</summary>
    [Id(1)]
    public required ListId ListId { get; init; }

    /// <summary>What the list is made from.</summary>
    [Id(2)]
    public required ImportList List { get; init; }

    /// <summary>The tasks; their comments without names.</summary>
    [Id(3)]
    public required ImmutableArray<ImportTask> Tasks { get; init; }

    /// <summary>The names, by the author's id there.</summary>
    [Id(4)]
    public required ImmutableDictionary<string, Personal<string>> Authors { get; init; }

    /// <summary>The plan for a board.</summary>
    public static ImportPlan Of(CommandContext context, ImportBoard board)
    {
        ImmutableArray<ImportTask> tasks =
            board.Tasks.IsDefault ? [] : [.. board.Tasks.DistinctBy(task => task.Source).Select(Identified)];
        var system = board.List.Source.System;
        return new ImportPlan
        {
            Context = context,
            ListId = board.ListId,
            List = board.List,
            Tasks = [.. tasks.Select(task => Named(task, _ => ""))],
            Authors = tasks
                .SelectMany(CommentsOf)
                .DistinctBy(comment => comment.AuthorId)
                .ToImmutableDictionary(
                    comment => comment.AuthorId,
                    comment => new Personal<string>(
                        ImportedComments.SubjectOf(system, comment.AuthorId), comment.AuthorName)),
        };
    }

    /// <summary>The command for the list.</summary>
    public CommandContext ListContext(Guid import) => Derive(import, "list");

    /// <summary>The command for a task.</summary>
    public CommandContext TaskContext(Guid import, ImportSource source) =>
        Derive(import, $"task/{source.System}/{source.Id}");

    /// <summary>The command for tasks that are made together with their relations.</summary>
    public CommandContext RelatedContext(Guid import, ImmutableArray<ImportTask> tasks) => Derive(
        import, string.Create(CultureInfo.InvariantCulture, $"related/{tasks[0].Source.Id}/{tasks.Length}"));

    /// <summary>
    /// The next tasks, of those that come together: alone, or with relations to others before them.
    /// </summary>
    /// <param name="members">Of the list: a task of anyone else is nobody's.</param>
    public ImmutableArray<ImportTask> Slice(int next, int max, ImmutableArray<UserId> members)
    {
        var related = !Tasks[next].Relations.IsEmpty;
        var assignable = members.ToHashSet();
        return
        [
            .. Enumerable.Range(next, Math.Min(max, Tasks.Length - next))
                .TakeWhile(index => related == !Tasks[index].Relations.IsEmpty)
                .Select(TaskAt)
                .Select(task => task with
                {
                    ListId = ListId,
                    AssigneeId = task.AssigneeId is { } user && assignable.Contains(user) ? user : null,
                }),
        ];
    }

    /// <summary>
    /// A task with its comments and their authors' names. An author who has been erased meanwhile has none.
    /// </summary>
    public ImportTask TaskAt(int index) => Named(Tasks[index], author => Authors[author].Value ?? "");

    /// <summary>
    /// Commands of one run have the ids of that run: one that is carried on repeats them and is answered as before,
    /// and a run of the same board later on finds everything there.
    /// </summary>
    private CommandContext Derive(Guid import, string part) => Context with
    {
        Id = new CommandId(DerivedId.FromPartsWithin(Context.Id.Value, "import", import.ToString(), part)),
        Origin = Origin.Import,
        IfVersion = null,
    };

    /// <summary>
    /// Authors whom the other system gave a name and no id, told apart by that name: one id for all of them would give
    /// them all one name and one key.
    /// </summary>
    private static ImportTask Identified(ImportTask task) => task with
    {
        Comments =
        [
            .. CommentsOf(task).Select(comment => comment.AuthorId is ""
                ? comment with { AuthorId = DerivedId.FromParts("author", comment.AuthorName).ToString() }
                : comment),
        ],
    };

    private static ImportTask Named(ImportTask task, Func<string, string> name) => task with
    {
        Labels = task.Labels.IsDefault ? [] : task.Labels,
        Relations = task.Relations.IsDefault ? [] : task.Relations,
        Comments = [.. CommentsOf(task).Select(comment => comment with { AuthorName = name(comment.AuthorId) })],
    };

    private static IEnumerable<ImportedComment> CommentsOf(ImportTask task) =>
        task.Comments.IsDefault ? [] : task.Comments;
}
