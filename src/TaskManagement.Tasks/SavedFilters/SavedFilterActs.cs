using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Queries.Filters;
using TaskManagement.Tasks.Queries.Sorting;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.SavedFilters;

/// <summary>What a command makes of a user's filters: all of them afterwards, and the one that it was about.</summary>
internal static class SavedFilterActs
{
    private static readonly Refusal NotFound = Refusals.NotFound("filter");

    private static readonly Refusal Full = new(
        "filters_full", $"You have {TaskBounds.SavedFiltersMax} filters, as many as are kept.", RefusalKind.Conflict);

    public static Result<(ImmutableArray<StoredFilter> Filters, StoredFilter Answer)> Save(
        ImmutableArray<StoredFilter> filters, SaveFilter command, CommandContext context)
    {
        if (filters.Length >= TaskBounds.SavedFiltersMax)
            return Full;
        var at = context.At.ToUniversalTime();
        var filter = new StoredFilter(
            new FilterId(context.Id.NewId("filter")),
            Own(context, command.Name?.Trim()),
            Own(context, command.Filter),
            command.Sort,
            command.TimeZone,
            at,
            at,
            Version: 1);
        return Complaint(filter) is { } refusal ? refusal : (filters.Add(filter), filter);
    }

    public static Result<(ImmutableArray<StoredFilter> Filters, StoredFilter Answer)> Change(
        ImmutableArray<StoredFilter> filters, ChangeFilter command, CommandContext context)
    {
        var found = Find(filters, command.Id, context);
        if (!found.Succeeded)
            return found.Refusal;
        var filter = found.Value;
        var changed = filter with
        {
            Name = command.Name.HasValue ? Own(context, command.Name.Value?.Trim()) : filter.Name,
            Filter = command.Filter.HasValue ? Own(context, command.Filter.Value) : filter.Filter,
            Sort = command.Sort.Or(filter.Sort),
            TimeZone = command.TimeZone.Or(filter.TimeZone),
        };
        if (Complaint(changed) is { } refusal)
            return refusal;
        if (changed == filter)
            return (filters, filter);
        changed = changed with { UpdatedAt = context.At.ToUniversalTime(), Version = filter.Version + 1 };
        return (filters.Replace(filter, changed), changed);
    }

    public static Result<(ImmutableArray<StoredFilter> Filters, StoredFilter Answer)> Forget(
        ImmutableArray<StoredFilter> filters, ForgetFilter command, CommandContext context)
    {
        var found = Find(filters, command.Id, context);
        return found.Succeeded ? (filters.Remove(found.Value), found.Value) : found.Refusal;
    }

    /// <summary>A filter by its id.</summary>
    public static Result<StoredFilter> Find(ImmutableArray<StoredFilter> filters, FilterId id) =>
        filters.FirstOrDefault(filter => filter.Id == id) is { } found ? found : NotFound;

    private static Result<StoredFilter> Find(
        ImmutableArray<StoredFilter> filters, FilterId id, CommandContext context)
    {
        var found = Find(filters, id);
        return found.Succeeded && context.IfVersion is { } version && version != found.Value.Version
            ? Refusals.Stale(found.Value.Version)
            : found;
    }

    /// <summary>What is wrong with it: nobody keeps a filter that finds nothing but a refusal.</summary>
    private static Refusal? Complaint(StoredFilter filter)
    {
        var errors = new FieldErrors();
        TextRules.Required(errors, "name", filter.Name.Value, TaskBounds.SavedFilterNameLengthMax);
        var text = TextRules.Required(errors, "filter", filter.Filter.Value, TaskBounds.FilterLengthMax);
        FilterReading.Read(errors, text);
        if (filter.Sort is { } sort)
            TaskOrder.Read(errors, sort, relevance: null);
        if (filter.TimeZone is { } zone && TimeZoneNames.Find(zone) is null)
            errors.Add("timeZone", "is no IANA time zone; give one such as Europe/Vienna");
        return errors.ToRefusal();
    }

    private static Personal<string> Own(CommandContext context, string? text) =>
        new(context.Caller.UserId.Value, text ?? "");
}
