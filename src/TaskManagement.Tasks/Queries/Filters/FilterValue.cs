using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>What a field is compared with.</summary>
internal abstract record FilterValue;

/// <summary>Nothing: the field is empty.</summary>
internal sealed record NoneValue : FilterValue;

/// <summary>A text, or a name.</summary>
internal sealed record TextValue(string Text) : FilterValue;

/// <summary>A value of an attribute as it was typed: a number or a truth value also stands for itself.</summary>
internal sealed record WordValue(string Text) : FilterValue;

/// <summary>A number.</summary>
internal sealed record NumberValue(decimal Number) : FilterValue;

/// <summary>A state.</summary>
internal sealed record StatusValue(WorkStatus Status) : FilterValue;

/// <summary>Whoever asks.</summary>
internal sealed record MeValue : FilterValue;

/// <summary>A person by handle, without the @, in lower case.</summary>
internal sealed record HandleValue(string Handle) : FilterValue;

/// <summary>A person, a list, a section or a label by id.</summary>
internal sealed record IdValue(Guid Id) : FilterValue;

/// <summary>A calendar day, in the zone of whoever asks.</summary>
internal sealed record DayValue(DateOnly Day) : FilterValue;

/// <summary>An instant, UTC.</summary>
internal sealed record InstantValue(DateTimeOffset Instant) : FilterValue;

/// <summary>A day counted from today (<paramref name="IsNow"/>: an instant counted from now).</summary>
internal sealed record RelativeValue(bool IsNow, int Amount, FilterUnit Unit) : FilterValue;

/// <summary>What relative dates are counted in.</summary>
internal enum FilterUnit
{
    /// <summary>h; of instants alone.</summary>
    Hours,

    /// <summary>d.</summary>
    Days,

    /// <summary>w: 7 days.</summary>
    Weeks,

    /// <summary>m: the same day of another month, or its last.</summary>
    Months,

    /// <summary>y.</summary>
    Years,
}
