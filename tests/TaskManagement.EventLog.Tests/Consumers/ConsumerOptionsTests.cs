using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Relay;

namespace TaskManagement.EventLog.Tests.Consumers;

public sealed class ConsumerOptionsTests
{
    [Fact]
    public void Validate_WhenNothingIsSet_ThenTheDefaultsHold()
    {
        Assert.True(new ConsumerOptionsValidator().Validate(null, new ConsumerOptions()).Succeeded);
        Assert.True(new RelayOptionsValidator().Validate(null, new RelayOptions()).Succeeded);
    }

    [Fact]
    public void Validate_WhenNumbersAreOutOfRange_ThenEachIsNamedWithItsFix()
    {
        var bad = new ConsumerOptions { AttemptsMax = 0, FirstDelayMilliseconds = 500, DelayMillisecondsMax = 100 };

        var failures = new ConsumerOptionsValidator().Validate(null, bad).Failures;

        Assert.Equal(
            [
                "Consumers:AttemptsMax is 0; set it to a whole number from 1 to 100.",
                "Consumers:DelayMillisecondsMax is 100; set it to a whole number from 500 to 3600000.",
            ],
            failures);
    }

    [Fact]
    public void Validate_WhenThePulseIsZero_ThenItIsRefused() => Assert.Equal(
        ["Relay:PulseMilliseconds is 0; set it to a whole number from 50 to 60000."],
        new RelayOptionsValidator().Validate(null, new RelayOptions { PulseMilliseconds = 0 }).Failures);
}
