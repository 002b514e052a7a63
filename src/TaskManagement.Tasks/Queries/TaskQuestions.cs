using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries.Filters;
using TaskManagement.Tasks.Queries.Search;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Queries;

/// <summary>Reads what a query asks: its filter, its words, its zone, and whose lists it is about.</summary>
internal sealed class TaskQuestions(IDatabase database, TimeProvider time)
{
    private const string SelectLists = "SELECT m.list_id FROM list_members m WHERE m.user_id = @p0";

    /// <summary>The question. What is wrong with it goes to the errors, which have to be looked at.</summary>
    public async Task<TaskQuestion> ReadAsync(
        FieldErrors errors, Caller caller, TaskQuery query, Func<string, Task<UserId?>> findHandle)
    {
        if (query.Status is { } status)
            TaskFields.Status(errors, status);
        var phrases = Phrases(errors, query.Text);
        var filter = FilterReading.Read(errors, query.Filter);
        var facts = FilterFacts.Of(filter);
        var required = RequiredWords.Of(filter);
        var scope = new FilterScope(
            caller.UserId,
            time.GetUtcNow(),
            Zone(errors, query.TimeZone),
            await HandlesAsync(facts.Handles, findHandle),
            facts.HasText || !phrases.IsEmpty ? await ListKeysAsync(caller.UserId, query.ListId) : []);
        return new TaskQuestion(
            scope,
            required.Rest,
            phrases,
            phrases.AddRange(required.Phrases),
            query.ArchivedIsDefault && facts.AsksForArchived ? null : query.Archived);
    }

    private static ImmutableArray<SearchPhrase> Phrases(FieldErrors errors, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        if (text.Length > TaskBounds.SearchLengthMax)
            errors.Add("text", $"has {text.Length} characters; shorten it to {TaskBounds.SearchLengthMax}");
        if (!TextRules.IsStorable(text))
        {
            errors.Add("text", "holds U+0000 or half of a surrogate pair; remove it");
            return [];
        }

        var phrases = SearchPhrase.OfTyped(text);
        if (phrases.IsEmpty)
            errors.Add("text", "holds no letter and no digit to look for");
        if (phrases.Length > TaskBounds.SearchWordsMax)
            errors.Add("text", $"has {phrases.Length} words; keep to {TaskBounds.SearchWordsMax}");
        return phrases;
    }

    private static TimeZoneInfo Zone(FieldErrors errors, string? name)
    {
        if (name is null)
            return TimeZoneInfo.Utc;
        if (TimeZoneNames.Find(name) is { } zone)
            return zone;
        errors.Add("timeZone", "is no IANA time zone; give one such as Europe/Vienna");
        return TimeZoneInfo.Utc;
    }

    private static async Task<ImmutableDictionary<string, UserId>> HandlesAsync(
        ImmutableHashSet<string> handles, Func<string, Task<UserId?>> findHandle)
    {
        var found = ImmutableDictionary.CreateBuilder<string, UserId>();
        foreach (var handle in handles)
        {
            if (await findHandle(handle) is { } user)
                found.Add(handle, user);
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// The search keys of the lists that are searched. Whether the caller may still see them, the query itself decides.
    /// </summary>
    private async Task<ImmutableArray<string>> ListKeysAsync(UserId caller, ListId? list)
    {
        if (list is { } one)
            return [SearchScope.KeyOf(one)];
        var lists = await database.ReadAsync(
            new Statement(SelectLists, caller.Value), row => SearchScope.KeyOf(new ListId(row.Uuid(0))));
        return [.. lists.Distinct()];
    }
}
