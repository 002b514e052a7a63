using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tests.Validation;

public sealed class AttributesJsonTests
{
    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"a":[1,{"b":null}],"ü":"😀","s":"\ud83d\ude00"}""", true)]
    [InlineData("""[]""", false)]
    [InlineData("""1""", false)]
    [InlineData("""{"a":1,"a":2}""", false)]
    [InlineData("""{"a":{"b":1,"b":2}}""", false)]
    [InlineData("""{"a":""", false)]
    [InlineData("""{"a":"\u0000"}""", false)]
    [InlineData("""{"\u0000":1}""", false)]
    [InlineData("""{"a":"\ud83d"}""", false)]
    [InlineData("""{"a":["\ude00"]}""", false)]
    [InlineData("""{"a":1.7e308}""", true)]
    [InlineData("""{"a":[1e309]}""", false)]
    [InlineData("""{"a":-1e200000}""", false)]
    public void Complaint_WhenAttributesAreGiven_ThenOnlyStorableObjectsPass(string json, bool fits) =>
        Assert.Equal(fits, AttributesJson.Complaint(new JsonText(json)) is null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Complaint_WhenNested_ThenTheDepthIsBounded(int extra, bool fits)
    {
        var arrays = TaskBounds.AttributesDepthMax - 1 + extra;
        var json = $$"""{"a":{{new string('[', arrays)}}{{new string(']', arrays)}}}""";

        Assert.Equal(fits, AttributesJson.Complaint(new JsonText(json)) is null);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Complaint_WhenLarge_ThenTheBytesAreBounded(int extra, bool fits)
    {
        const int frame = 8;
        var text = new string('ä', (TaskBounds.AttributesBytesMax - frame) / 2) + new string('x', extra);
        var json = $$"""{"a":"{{text}}"}""";

        Assert.Equal(fits, AttributesJson.Complaint(new JsonText(json)) is null);
    }
}
