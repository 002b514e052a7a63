using NodaTime;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Recurrence;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>Checks how a task is to recur, and gives it the form that is kept.</summary>
internal static class RecurrenceFields
{
    private const string Field = "recurrence";
    private const string RuleField = "recurrence.rule";
    private const string ZoneField = "recurrence.timeZone";

    /// <summary>What a patch makes of it (RFC 7396).</summary>
    public static TaskRecurrence? Merge(TaskRecurrence? current, TaskRecurrencePatch? patch) => patch is null
        ? null
        : new TaskRecurrence(
            patch.Rule.Or(current?.Rule ?? ""),
            patch.TimeZone.Or(current?.TimeZone),
            patch.AfterCompletion.Or(current?.AfterCompletion ?? false));

    /// <summary>The recurrence with its rule in the one form and its zone filled in.</summary>
    /// <param name="task">What it is of, with its dates as they will be.</param>
    public static TaskRecurrence? Check(FieldErrors errors, TaskState task, TaskRecurrence? wanted)
    {
        if (wanted is null)
            return null;
        var rule = RecurrenceRuleParser.Parse(wanted.Rule ?? "", out var complaint);
        if (complaint is not null)
            errors.Add(RuleField, complaint);
        else if (wanted.AfterCompletion && !rule!.IsPlainInterval)
            errors.Add(RuleField, "counts from the completion; keep FREQ and INTERVAL, or leave afterCompletion out");
        var zone = wanted.TimeZone ?? task.DueTimeZone;
        if (zone is null)
            errors.Add(ZoneField, "must be given where dueTimeZone is not, such as Europe/Vienna");
        else if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            errors.Add(ZoneField, "must be an IANA time zone such as Europe/Vienna");
        if ((task.DueDate ?? task.StartDate) is not { } date)
            errors.Add(Field, "needs a dueDate or a startDate to count from; give one");
        else if (errors.ToRefusal() is null)
            return Occurring(errors, task, new TaskRecurrence(rule!.ToString(), zone, wanted.AfterCompletion), date);
        return wanted;
    }

    /// <summary>A task that recurs must keep a date to count from.</summary>
    public static void CheckDates(FieldErrors errors, TaskState task)
    {
        if (task is { Schedule.Recurrence: not null, DueDate: null, StartDate: null })
            errors.Add(Field, "needs a dueDate or a startDate to count from; keep one, or set recurrence to null");
    }

    /// <summary>The series that a task's date begins; <c>null</c> where its zone is known no more.</summary>
    public static RecurrenceSeries? SeriesOf(TaskState task, TaskRecurrence recurrence, TaskDate date)
    {
        var rule = RecurrenceRuleParser.Parse(recurrence.Rule, out _);
        if (rule is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(recurrence.TimeZone!) is not { } zone)
            return null;
        var skipped = task.Schedule.SkippedTimes;
        var start = LocalDates.Of(date, zone, task.DueDate is null ? skipped?.StartDate : skipped?.DueDate);
        return new RecurrenceSeries(rule, zone, start) { WholeDays = date.Day.HasValue };
    }

    /// <summary>A rule that means no day at all is a mistake; and what is sure to end it is the last of it.</summary>
    private static TaskRecurrence Occurring(
        FieldErrors errors, TaskState task, TaskRecurrence recurrence, TaskDate date)
    {
        var series = SeriesOf(task, recurrence, date)!;
        if (series.Rule.Count != 1 && !recurrence.AfterCompletion && !series.Following().Any())
        {
            errors.Add(
                RuleField,
                $"has no next occurrence within {RecurrenceSeries.HorizonYears} years after the task's date, "
                    + "or ends before it; change the rule or the date");
        }

        return recurrence;
    }
}
