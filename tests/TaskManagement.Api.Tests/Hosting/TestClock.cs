namespace TaskManagement.Api.Tests.Hosting;

/// <summary>The system's clock, moved by what a test says.</summary>
public sealed class TestClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
