using System.Diagnostics;

namespace TaskManagement.TestKit.Time;

/// <summary>Waits for what must come true, with a deadline, and says what it saw last.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Looks again and again until the condition holds.</summary>
    /// <param name="look">What to look at; an exception counts as not yet.</param>
    /// <param name="holds">The condition.</param>
    /// <param name="expectation">Ends the sentence "waited in vain until …".</param>
    /// <param name="deadline">20 seconds where none is given.</param>
    /// <returns>What was seen when it held.</returns>
    public static async Task<T> SeesAsync<T>(
        Func<Task<T>> look, Func<T, bool> holds, string expectation, TimeSpan? deadline = null)
    {
        var clock = Stopwatch.StartNew();
        string seen;
        do
        {
            try
            {
                var value = await look();
                if (holds(value))
                    return value;
                seen = $"{value}";
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                seen = $"{error.GetType().Name}: {error.Message}";
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
        while (clock.Elapsed < (deadline ?? Deadline));
        throw new TimeoutException($"Waited in vain until {expectation}. Last seen: {seen}");
    }

    /// <summary>Looks again and again until it is true.</summary>
    public static Task HoldsAsync(Func<bool> condition, string expectation, TimeSpan? deadline = null) =>
        SeesAsync(() => Task.FromResult(condition()), holds => holds, expectation, deadline);

    /// <summary>Looks again and again until it is true.</summary>
    public static Task HoldsAsync(Func<Task<bool>> condition, string expectation, TimeSpan? deadline = null) =>
        SeesAsync(condition, holds => holds, expectation, deadline);
}
