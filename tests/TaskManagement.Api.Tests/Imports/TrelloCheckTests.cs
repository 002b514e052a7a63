using System.Text;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Api.Imports.Trello;

namespace TaskManagement.Api.Tests.Imports;

public sealed class TrelloCheckTests
{
    private const string Lists = "\"lists\":[{\"id\":\"l\",\"name\":\"L\"}]";
    private const string Card = "{\"id\":\"c\",\"name\":\"C\",\"idList\":\"l\"}";
    private const string Comment = "{\"id\":\"a\",\"type\":\"commentCard\"";
    private const string Head = "\"id\":\"b\",\"name\":\"B\"";

    internal static async Task<TrelloBoard> ReadAsync(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var board = await TrelloReader.ReadAsync(stream, default);
        TrelloCheck.Require(board);
        return board;
    }

    [Theory]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("5", "body")]
    [InlineData("{}", "id")]
    [InlineData("{}", "name")]
    [InlineData("{}", "lists")]
    [InlineData("{}", "cards")]
    [InlineData("{\"id\":5}", "id")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}", "id")]
    [InlineData("{\"lists\":{}}", "lists")]
    [InlineData("{\"lists\":[null]}", "lists[0]")]
    [InlineData("{\"lists\":[{\"closed\":\"no\"}]}", "lists[0].closed")]
    [InlineData("{\"cards\":[{},[]]}", "cards[1]")]
    [InlineData("{\"cards\":[{\"name\":[]}]}", "cards[0].name")]
    [InlineData("{\"cards\":[{\"name\":\"a\\u0000b\"}]}", "cards[0].name")]
    [InlineData("{\"cards\":[{\"name\":\"a\\ud800b\"}]}", "cards[0].name")]
    [InlineData("{\"cards\":[{\"due\":\"soon\"}]}", "cards[0].due")]
    [InlineData("{\"cards\":[{\"pos\":\"top\"}]}", "cards[0].pos")]
    [InlineData("{\"cards\":[{\"idLabels\":[5]}]}", "cards[0].idLabels[0]")]
    [InlineData("{\"actions\":[{\"data\":{\"card\":\"c\"}}]}", "actions[0].data.card")]
    public Task Read_WhenShapeIsWrong_ThenPathIsNamed(string json, string path) => RefusedAsync(json, path);

    [Theory]
    [InlineData("{\"id\":\"l\",\"name\":\"M\"}", "", "", "lists[1].id")]
    [InlineData("{\"id\":\"m\"}", "", "", "lists[1].name")]
    [InlineData("", "{\"name\":\"C\",\"idList\":\"l\"}", "", "cards[0].id")]
    [InlineData("", "{\"id\":\"c\",\"name\":\" \",\"idList\":\"l\"}", "", "cards[0].name")]
    [InlineData("", "{\"id\":\"c\",\"name\":\"C\"}", "", "cards[0].idList")]
    [InlineData("", "{\"id\":\"c\",\"name\":\"C\",\"idList\":\"x\"}", "", "cards[0].idList")]
    [InlineData("", "{\"id\":\"c\",\"name\":\"C\",\"idList\":\"l\",\"idLabels\":[\"x\"]}", "", "cards[0].idLabels[0]")]
    [InlineData("", Card + "," + Card, "", "cards[1].id")]
    [InlineData("", "", Comment + ",\"data\":{\"text\":\"x\",\"card\":{\"id\":\"c\"}}}", "actions[0].date")]
    [InlineData("", "", Comment + ",\"date\":\"2026-01-01T00:00:00Z\"}", "actions[0].data.card.id")]
    [InlineData("", "", Comment + ",\"data\":{\"card\":{\"id\":\"c\"}}}", "actions[0].data.text")]
    public Task Read_WhenPartsDoNotFitTogether_ThenPathIsNamed(string list, string cards, string actions, string path)
    {
        var lists = list.Length == 0 ? Lists : Lists.Replace("]", $",{list}]", StringComparison.Ordinal);
        return RefusedAsync($"{{{Head},{lists},\"cards\":[{cards}],\"actions\":[{actions}]}}", path);
    }

    [Theory]
    [InlineData("name", 501)]
    [InlineData("desc", 100_001)]
    public Task Read_WhenTextIsTooLong_ThenRefusedAndNotCut(string field, int length)
    {
        var name = field == "name" ? "" : "\"name\":\"C\",";
        var card = $"{{\"id\":\"c\",{name}\"idList\":\"l\",\"{field}\":\"{new string('x', length)}\"}}";
        return RefusedAsync($"{{{Head},{Lists},\"cards\":[{card}]}}", $"cards[0].{field}");
    }

    [Theory]
    [InlineData("lists", 501)]
    [InlineData("labels", 501)]
    [InlineData("cards", 50_001)]
    public Task Read_WhenThereAreTooMany_ThenRefused(string field, int count) => RefusedAsync(
        $"{{{Head},\"{field}\":[{string.Join(',', Enumerable.Repeat("{}", count))}]}}", $"{field}[{count - 1}]");

    [Fact]
    public async Task Read_WhenThereAreAsManyAsAreTaken_ThenTaken()
    {
        var cards = string.Join(',', Enumerable.Range(0, 50_000).Select(i =>
            $"{{\"id\":\"{i}\",\"name\":\"C\",\"idList\":\"l\"}}"));
        Assert.Equal(50_000, (await ReadAsync($"{{{Head},{Lists},\"cards\":[{cards}]}}")).Cards!.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1_000)]
    public async Task Read_WhenFileIsTruncated_ThenRefused(int cut)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "trello-small.json"));
        await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(json.TrimEnd()[..^cut]));
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('[', null)]
    public async Task Read_WhenNestedTooDeep_ThenRefused(char open, char? close)
    {
        var deep = new string(open, 100_000) + (close is { } end ? new string(end, 100_000) : "");
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync($"{{\"id\":\"b\",\"extra\":{deep}}}"));
        Assert.Equal("import_invalid", refused.Problem.Code);
    }

    [Fact]
    public async Task Read_WhenManyThingsAreWrong_ThenErrorsAreBounded()
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            ReadAsync($"{{{Head},{Lists},\"cards\":[{string.Join(',', Enumerable.Repeat("{}", 1_000))}]}}"));
        Assert.InRange(refused.Problem.Errors.Count, 2, 20);
    }

    [Fact]
    public Task Read_WhenCommentsAreBrokenBeyondTheBound_ThenRefusedByPath()
    {
        var actions = string.Join(',', Enumerable.Repeat("{\"type\":\"commentCard\"}", 30));
        return RefusedAsync($"{{{Head},{Lists},\"cards\":[{Card}],\"actions\":[{actions}]}}", "actions[0].id");
    }

    [Theory]
    [InlineData("1899-12-31T23:59:59Z")]
    [InlineData("1900-01-01T00:00:00+01:00")]
    [InlineData("3000-01-01T00:00:00Z")]
    public Task Read_WhenDueIsOutsideTheYears_ThenRefusedByPath(string due)
    {
        var card = Card.Replace("}", $",\"due\":\"{due}\"}}", StringComparison.Ordinal);
        return RefusedAsync($"{{{Head},{Lists},\"cards\":[{card}]}}", "cards[0].due");
    }

    [Theory]
    [InlineData("fullName")]
    [InlineData("username")]
    public Task Read_WhenNameOfMemberIsTooLong_ThenRefusedByPath(string field)
    {
        var member = $"{{\"id\":\"m\",\"{field}\":\"{new string('x', 201)}\"}}";
        return RefusedAsync($"{{{Head},{Lists},\"cards\":[],\"members\":[{member}]}}", $"members[0].{field}");
    }

    [Fact]
    public Task Read_WhenColorThatNamesTheLabelIsTooLong_ThenRefusedByPath()
    {
        var label = $"{{\"id\":\"g\",\"name\":\"\",\"color\":\"{new string('x', 201)}\"}}";
        return RefusedAsync($"{{{Head},{Lists},\"cards\":[],\"labels\":[{label}]}}", "labels[0].color");
    }

    private static async Task RefusedAsync(string json, string path)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(json));
        Assert.Equal("import_invalid", refused.Problem.Code);
        Assert.Equal(400, refused.Problem.Status);
        Assert.Contains(path, refused.Problem.Errors.Keys);
    }
}
