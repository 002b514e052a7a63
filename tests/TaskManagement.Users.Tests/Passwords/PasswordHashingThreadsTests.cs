using System.Buffers.Binary;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Results;
using TaskManagement.Users.Passwords;

namespace TaskManagement.Users.Tests.Passwords;

public sealed class PasswordHashingThreadsTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Verify_WhenPasswordIsRight_ThenTrue()
    {
        using var hashing = Threads();
        var hash = (await hashing.HashAsync("correct horse")).Value;

        Assert.Equal(PasswordMatch.Full, (await hashing.VerifyAsync(hash, "correct horse")).Value);
    }

    [Fact]
    public async Task Verify_WhenPasswordIsWrong_ThenFalse()
    {
        using var hashing = Threads();
        var hash = (await hashing.HashAsync("correct horse")).Value;

        Assert.Equal(PasswordMatch.None, (await hashing.VerifyAsync(hash, "correct house")).Value);
    }

    [Fact]
    public async Task Verify_WhenTheSamePasswordIsTypedOnAnotherKeyboard_ThenTrue()
    {
        using var hashing = Threads();
        var hash = (await hashing.HashAsync("caf\u00e9 au lait")).Value;

        Assert.Equal(PasswordMatch.Full, (await hashing.VerifyAsync(hash, "cafe\u0301 au lait")).Value);
    }

    [Fact]
    public async Task Verify_WhenTheHashHasFewerRoundsThanAskedFor_ThenOutdated_WhenMore_ThenNot()
    {
        using var fewer = Threads(iterations: 10_000);
        using var more = Threads(iterations: 10_001);
        var (weak, strong) = (await fewer.HashAsync("correct horse"), await more.HashAsync("correct horse"));

        Assert.Equal(PasswordMatch.Outdated, (await more.VerifyAsync(weak.Value, "correct horse")).Value);
        Assert.Equal(PasswordMatch.None, (await more.VerifyAsync(weak.Value, "correct house")).Value);
        Assert.Equal(PasswordMatch.Full, (await fewer.VerifyAsync(strong.Value, "correct horse")).Value);
    }

    [Fact]
    public async Task Verify_WhenThereIsNoAccount_ThenFalseWhateverIsTyped()
    {
        using var hashing = Threads();

        var verified = await hashing.VerifyAsync(null, "nobody's password");

        Assert.True(verified.Succeeded);
        Assert.Equal(PasswordMatch.None, verified.Value);
    }

    [Fact]
    public async Task Hash_WhenConfigured_ThenIterationsAreInTheHash()
    {
        using var hashing = Threads(iterations: 12_345);

        var bytes = Convert.FromBase64String((await hashing.HashAsync("correct horse")).Value!);

        // Version 3 of the format: a marker, the function (2: HMAC-SHA512), the iterations.
        Assert.Equal(1, bytes[0]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)));
        Assert.Equal(12_345u, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)));
    }

    [Fact]
    public async Task Hash_WhenQueueIsFull_ThenBusyAndTheOthersAreAnswered()
    {
        using var hashing = Threads(iterations: 200_000, queueMax: 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hashing.HashAsync("correct horse")))
            .WaitAsync(Deadline);

        var refused = answers.Where(answer => !answer.Succeeded).ToArray();
        Assert.InRange(answers.Length - refused.Length, 1, 49);
        Assert.All(refused, answer => Assert.Equal("busy", answer.Refusal!.Code));
        Assert.All(refused, answer => Assert.Equal(RefusalKind.Unavailable, answer.Refusal!.Kind));
    }

    [Fact]
    public async Task Hash_WhenAwaited_ThenTheCallerDoesNotGoOnOnAHashingThread()
    {
        using var hashing = Threads();

        await hashing.HashAsync("correct horse");

        Assert.DoesNotContain("password", Thread.CurrentThread.Name ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WhenSomeStillWait_ThenEveryoneIsAnswered()
    {
        var hashing = Threads(iterations: 200_000);
        var waiting = Enumerable.Range(0, 20).Select(_ => hashing.HashAsync("correct horse")).ToArray();

        hashing.Dispose();

        await Task.WhenAll(waiting).WaitAsync(Deadline);
        Assert.Equal("busy", Fixtures.RefusalOf(await waiting[^1]).Code);
    }

    private static PasswordHashingThreads Threads(int iterations = 10_000, int queueMax = 100) =>
        new(Options.Create(new AuthOptions
        {
            PasswordIterations = iterations,
            PasswordQueueMax = queueMax,
            PasswordThreads = 1,
        }));
}
