using System.Text;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries.Search;

/// <summary>The words of a task, as the index gets them.</summary>
/// <param name="CommentsText">What people wrote, newest comment first, for excerpts of what was found.</param>
internal sealed record SearchDocument(string Title, string Description, string Comments, string CommentsText)
{
    /// <summary>
    /// Characters of indexed words of the description, and again of all comments; what is beyond is not found. The
    /// newest comments come first. PostgreSQL's index of one task holds 1 MB.
    /// </summary>
    public const int WordsLengthMax = 128 * 1024;

    /// <summary>Characters of comments that excerpts are made of.</summary>
    public const int CommentsTextLengthMax = 64 * 1024;

    /// <summary>Parts texts, so that no phrase reaches from one into the next. No search can ask for it.</summary>
    private const string Break = " 0 ";

    /// <summary>The document of a task.</summary>
    public static SearchDocument Of(TaskState task)
    {
        var key = SearchScope.KeyOf(task.ListId);
        var (comments, commentsText) = (new StringBuilder(), new StringBuilder());
        for (var i = task.Comments.Count - 1; i >= 0 && comments.Length < WordsLengthMax; i--)
        {
            Add(comments, key, task.Comments[i].Text);
            comments.Append(Break);
            if (commentsText.Length + task.Comments[i].Text.Length < CommentsTextLengthMax)
                commentsText.Append(task.Comments[i].Text).Append('\n');
        }

        return new SearchDocument(
            Add(new StringBuilder(), key, task.Title).ToString(),
            Add(new StringBuilder(), key, task.Description).ToString(),
            comments.ToString(),
            commentsText.ToString());
    }

    /// <summary>Whether both states have the same document, so that it need not be written again.</summary>
    public static bool IsSame(TaskState one, TaskState other) => one.ListId == other.ListId
        && one.Title == other.Title
        && one.Description == other.Description
        && ReferenceEquals(one.Comments, other.Comments);

    private static StringBuilder Add(StringBuilder words, string key, string text)
    {
        foreach (var word in SearchWords.Of(text))
        {
            if (words.Length + key.Length + word.Length + 1 > WordsLengthMax)
                break;
            if (words.Length > 0)
                words.Append(' ');
            words.Append(key).Append(word);
        }

        return words;
    }
}
