using TaskManagement.EventLog.Consumers;

namespace TaskManagement.EventLog.Tests.Consumers;

public sealed class IntakeTests
{
    private const long NoBytesLimit = long.MaxValue;
    private readonly Intake _intake = new(eventsMax: 4, NoBytesLimit);

    [Fact]
    public void Next_WhenNothingCame_ThenUpToDate() => Assert.IsType<IntakeNext.UpToDate>(_intake.Next(0, 10));

    [Fact]
    public void Next_WhenEventsFollowTheCheckpoint_ThenHandleThem()
    {
        _intake.Offer(StoredEvents.Batch(3, 4), checkpoint: 2);

        Assert.Equal([3, 4], Handled(checkpoint: 2));
    }

    [Fact]
    public void Next_WhenMoreThanTheLimitWaits_ThenHandleTheFirst()
    {
        _intake.Offer(StoredEvents.Batch(1, 2, 3), checkpoint: 0);

        Assert.Equal([1, 2], Handled(checkpoint: 0, limit: 2));
        Assert.Equal([3], Handled(checkpoint: 2, limit: 2));
    }

    [Fact]
    public void Next_WhenEventsAreDoneAlready_ThenUpToDate()
    {
        _intake.Offer(StoredEvents.Batch(1, 2), checkpoint: 2);
        _intake.Offer(StoredEvents.Batch(1, 2), checkpoint: 0);

        Assert.IsType<IntakeNext.UpToDate>(_intake.Next(2, 10));
    }

    [Fact]
    public void Next_WhenAnItemIsRepeated_ThenEachEventComesOnce()
    {
        _intake.Offer(StoredEvents.Batch(1, 2), checkpoint: 0);
        _intake.Offer(StoredEvents.Batch(1, 2), checkpoint: 0);
        _intake.Offer(StoredEvents.Batch(2, 3), checkpoint: 0);

        Assert.Equal([1, 2, 3], Handled(checkpoint: 0));
    }

    [Fact]
    public void Next_WhenAnItemWasLost_ThenReadJustTheGap()
    {
        _intake.Offer(StoredEvents.Batch(5, 6), checkpoint: 2);

        Assert.Equal(new IntakeNext.ReadLog(2), _intake.Next(2, 10));
        Assert.Equal([5, 6], Handled(checkpoint: 4));
    }

    [Fact]
    public void Next_WhenTheGapIsLong_ThenReadAPageOfIt()
    {
        _intake.Offer(StoredEvents.Batch(1_000), checkpoint: 0);

        Assert.Equal(new IntakeNext.ReadLog(10), _intake.Next(0, 10));
    }

    [Fact]
    public void Next_WhenItemsComeInAnotherOrder_ThenTheLateOnesAreReadFromTheLog()
    {
        _intake.Offer(StoredEvents.Batch(3), checkpoint: 0);
        _intake.Offer(StoredEvents.Batch(1, 2), checkpoint: 0);

        Assert.Equal(new IntakeNext.ReadLog(2), _intake.Next(0, 10));
        Assert.Equal([3], Handled(checkpoint: 2));
    }

    [Fact]
    public void Next_WhenAHeartbeatIsAhead_ThenReadTheLog()
    {
        _intake.Offer(StoredEvents.Heartbeat(7), checkpoint: 3);

        Assert.Equal(new IntakeNext.ReadLog(10), _intake.Next(3, 10));
        Assert.Equal(7, _intake.Head);
    }

    [Fact]
    public void Offer_WhenTheBufferIsFull_ThenTheRestIsLeftToTheLog()
    {
        _intake.Offer(StoredEvents.Batch(1, 2, 3, 4, 5, 6), checkpoint: 0);

        Assert.Equal([1, 2, 3, 4], Handled(checkpoint: 0));
        Assert.Equal(new IntakeNext.ReadLog(10), _intake.Next(4, 10));
        Assert.Equal(6, _intake.Head);
    }

    [Fact]
    public void Offer_WhenEventsAreLarge_ThenTheyAreBoundedBySizeToo()
    {
        var intake = new Intake(eventsMax: 100, bytesMax: 3_000);
        var large = new string('x', 1_000);

        intake.Offer(new(0, 3, [.. new long[] { 1, 2, 3 }.Select(n => StoredEvents.Of(n, large))]), checkpoint: 0);

        var handle = Assert.IsType<IntakeNext.Handle>(intake.Next(0, 10));
        Assert.Equal(2, handle.Events.Length);
    }

    [Fact]
    public void Offer_WhenOneEventIsLargerThanTheBuffer_ThenItIsKeptAlone()
    {
        var intake = new Intake(eventsMax: 100, bytesMax: 10);

        intake.Offer(StoredEvents.Batch(1, 2), checkpoint: 0);

        var handle = Assert.IsType<IntakeNext.Handle>(intake.Next(0, 10));
        Assert.Equal(1, Assert.Single(handle.Events).Sequence);
    }

    [Fact]
    public void Next_WhateverCameInWhateverOrder_ThenEveryEventIsHandledOnceAndInOrder()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var delivered = Delivered(new Random(seed));
            Assert.True(
                delivered.SequenceEqual(Enumerable.Range(1, 60).Select(n => (long)n)),
                $"With seed {seed}: {string.Join(' ', delivered)}");
        }
    }

    /// <summary>Delivers 60 events in items that are lost, repeated and swapped; the log has what is missing.</summary>
    private static List<long> Delivered(Random chance)
    {
        const int Last = 60;
        var intake = new Intake(eventsMax: 8, NoBytesLimit);
        var handled = new List<long>();
        while (handled.Count < Last)
        {
            var checkpoint = handled.Count;
            var first = chance.Next(Math.Max(1, checkpoint - 5), Last + 1);
            var length = Math.Min(chance.Next(1, 6), Last + 1 - first);
            long[] item = [.. Enumerable.Range(first, length).Select(n => (long)n)];
            intake.Offer(StoredEvents.Batch(item), checkpoint);
            switch (intake.Next(checkpoint, limit: 3))
            {
                case IntakeNext.Handle handle:
                    handled.AddRange(handle.Events.Select(stored => stored.Sequence));
                    break;
                case IntakeNext.ReadLog read:
                    handled.AddRange(Enumerable.Range(checkpoint + 1, read.Limit)
                        .Where(n => n <= Last).Select(n => (long)n));
                    break;
            }
        }

        return handled;
    }

    private IEnumerable<long> Handled(long checkpoint, int limit = 10) =>
        Assert.IsType<IntakeNext.Handle>(_intake.Next(checkpoint, limit)).Events.Select(stored => stored.Sequence);
}
