namespace TaskManagement.Admin.Tests.Checking;

public sealed class VerifyTests
{
    [Fact]
    public async Task Verify_WhenTheLogIsWhole_ThenSaysWhatItHoldsBesideItsServer()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.StartAsync();

        var run = await AdminRun.MustAsync("verify", installation.Address);

        Assert.Contains("is whole: 39 events", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE events SET data = '{}' WHERE partition = 1 AND sequence = 2", "its digest does not fit")]
    [InlineData("DELETE FROM events WHERE partition = 1 AND sequence = 2", "follows 1: what lies between is missing")]
    [InlineData("UPDATE partitions SET head = head + 1 WHERE partition = 1", "and its head says")]
    [InlineData("UPDATE events SET at = 0 WHERE partition = 1 AND sequence = 2", "before the one that precedes it")]
    [InlineData("UPDATE streams SET version = version + 1", "and its head is")]
    [InlineData("DELETE FROM streams", "3 events up to 3, and its head is 0")]
    [InlineData("INSERT INTO streams (stream, version, guard) VALUES ('a', 1, 0)", "has 0 events up to 0, and its")]
    [InlineData("DELETE FROM partitions WHERE partition = 3", "which does not exist")]
    [InlineData("UPDATE checkpoints SET sequence = 99 WHERE partition = 1", "has done 99 events of partition 1")]
    public async Task Verify_WhenTheLogIsDamaged_ThenSaysWhere(string damage, string expected)
    {
        await using var installation = await Installation.CreateAsync();
        await installation.AlterAsync(damage);

        var run = await AdminRun.OfAsync("verify", installation.Address);

        Assert.Equal(ExitCodes.Damaged, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhenAConsumerLags_ThenSaysByHowMuch()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.AlterAsync("UPDATE checkpoints SET sequence = sequence - 1 WHERE partition = 1");

        var run = await AdminRun.MustAsync("verify", installation.Address);

        Assert.Contains("'second': 1 events behind in partition 1", run.Output, StringComparison.Ordinal);
    }
}
