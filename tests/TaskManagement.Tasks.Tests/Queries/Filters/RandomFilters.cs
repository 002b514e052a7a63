using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Queries.Filters;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Queries.Filters;

/// <summary>Makes filters of every shape from a seed.</summary>
internal sealed class RandomFilters(Random random)
{
    private static readonly FilterOperator[] Operators = Enum.GetValues<FilterOperator>();

    public FilterNode Next(int depth = 4) => random.Next(depth > 0 ? 8 : 4) switch
    {
        4 or 5 => new AndNode(Next(depth - 1), Next(depth - 1)),
        6 => new OrNode(Next(depth - 1), Next(depth - 1)),
        7 => new NotNode(Next(depth - 1)),
        3 => new TextNode(Pick("milk", "bu", "oat", "größe", "rev"), IsPhrase: false),
        2 when random.Next(3) == 0 => new TextNode(Pick("buy milk", "milk buy", "oat", "needs review"), IsPhrase: true),
        2 => new FlagNode(Pick(Enum.GetValues<FilterFlag>())),
        _ => Condition(Pick(Enum.GetValues<FilterField>())),
    };

    private ConditionNode Condition(FilterField field) => FilterFields.Of(field) switch
    {
        { MayBeEmpty: true } when random.Next(6) == 0 => new ConditionNode(
            field, field == FilterField.Attributes ? Key() : null, FilterOperator.Equal, new NoneValue()),
        { Kind: FilterKind.Status } => Equal(field, new StatusValue(Pick(Enum.GetValues<WorkStatus>()))),
        { Kind: FilterKind.Number } => new ConditionNode(field, null, Pick(Operators), new NumberValue(random.Next(5))),
        { Kind: FilterKind.Person } => Equal(field, Person()),
        { Kind: FilterKind.Date } => new ConditionNode(field, null, Pick(Operators), Date()),
        { Kind: FilterKind.Name } => Equal(field, Named(field)),
        { Kind: FilterKind.Text } => Equal(field, new TextValue(Pick("milk", "MILK b", "%", "Größe"))),
        _ => Attribute(),
    };

    private ConditionNode Attribute() => random.Next(4) switch
    {
        0 => new ConditionNode(
            FilterField.Attributes, Key(), Pick(Operators[1..]), new NumberValue(random.Next(-1, 4))),
        1 => new ConditionNode(FilterField.Attributes, Key(), Pick(Operators[1..]), new DayValue(Day())),
        2 => new ConditionNode(FilterField.Attributes, Key(), FilterOperator.Equal, new TextValue(Pick("red", "2"))),
        _ => new ConditionNode(
            FilterField.Attributes, Key(), FilterOperator.Equal, new WordValue(Pick("red", "2", "2.5", "true", "-1"))),
    };

    private FilterValue Named(FilterField field) => random.Next(3) switch
    {
        0 => new IdValue(field switch
        {
            FilterField.Label => Red.Value,
            FilterField.List => HomeId.Value,
            _ => Doing.Value,
        }),
        _ => new TextValue(Pick("home", "HOME", "red", "Needs Review", "doing", "nothing")),
    };

    private FilterValue Person() => random.Next(5) switch
    {
        0 => new MeValue(),
        1 => new HandleValue("ben"),
        2 => new HandleValue("nobody"),
        3 => new IdValue(Ben.Value),
        _ => new MeValue(),
    };

    private FilterValue Date() => random.Next(4) switch
    {
        0 => new DayValue(Day()),
        1 => new InstantValue(Noon.AddHours(random.Next(-60, 60))),
        2 => new RelativeValue(IsNow: false, random.Next(-3, 4), Pick(Enum.GetValues<FilterUnit>()[1..])),
        _ => new RelativeValue(IsNow: true, random.Next(-30, 30), FilterUnit.Hours),
    };

    private DateOnly Day() => DateOnly.FromDateTime(Noon.DateTime).AddDays(random.Next(-3, 4));

    private string Key() => Pick("points", "team", "due");

    private static ConditionNode Equal(FilterField field, FilterValue value) =>
        new(field, null, FilterOperator.Equal, value);

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
