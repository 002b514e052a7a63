using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Orleans.TestingHost.Simulation;

/// <summary>
/// The one thread of a run. It takes one of the steps that are ready, whichever the seed says, runs it to its end, and
/// takes the next. Time stands still while anything is ready.
/// </summary>
internal sealed class SimulationLoop
{
    /// <summary>Rounds through the thread pool until whatever left the run must have shown itself.</summary>
    private const int RoundsOfThePool = 1_000;

    private readonly Thread _thread = Thread.CurrentThread;
    private readonly ExecutionContext _outsideOfSteps = ExecutionContext.Capture()!;
    private readonly SimulationOptions _options;
    private readonly List<Step> _ready = [];
    private string? _escape;
    private Exception? _failure;
    private int _steps;

    public SimulationLoop(SimulationOptions options)
    {
        _options = options;
        Trace = new(options.Seed);
        Chance = new(this, options.Seed);
        Clock = new(this, options.Start);
    }

    public SimulationTrace Trace { get; }

    public SimulationChance Chance { get; }

    public SimulatedClock Clock { get; }

    public TimeSpan ResponseTimeout => _options.ResponseTimeout;

    /// <summary>Runs before every step; here it is that silos die.</summary>
    public Action BetweenSteps { get; set; } = static () => { };

    /// <summary>Takes steps until the task has ended.</summary>
    public void Run(Task task)
    {
        while (!task.IsCompleted)
        {
            EnsureMayGoOn();
            BetweenSteps();
            if (_ready.Count > 0)
            {
                Take();
            }
            else if (!Clock.Advance())
            {
                throw new InvalidOperationException(
                    "It stands still: nothing is ready, no timer is armed, and its scenario has not ended.");
            }
        }

        EnsureMayGoOn();
        if (!task.IsCompletedSuccessfully)
        {
            // With the stack of where it was thrown.
            ExceptionDispatchInfo.Throw(
                task.Exception?.InnerException ?? new OperationCanceledException("The scenario was cancelled."));
        }
    }

    /// <summary>
    /// What made it fail. Work that has left the thread is missing at once, and shows itself when the thread pool comes
    /// to it. That is waited for, and no clock: the pool takes work in the order in which it came, and where the
    /// machine is too busy for what has left, it is for the rounds that follow it, too.
    /// </summary>
    public Exception CauseOf(Exception error)
    {
        using var passed = new AutoResetEvent(initialState: false);
        for (var round = 0; Escape() is null && round < RoundsOfThePool; round++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static pass => pass.Set(), passed, preferLocal: false);
            passed.WaitOne();
        }

        return Escape() ?? error;
    }

    public void Add(SimulatedProcess process, IThreadPoolWorkItem work)
    {
        if (Enter($"{work} became ready") && process.IsAlive)
        {
            _ready.Add(new(process, work));
        }
    }

    /// <summary>Nothing of this process runs any more.</summary>
    public void Forget(SimulatedProcess process) => _ready.RemoveAll(step => step.Process == process);

    public void Note(string line) => Trace.Add(
        string.Create(CultureInfo.InvariantCulture, $"{Clock.Elapsed.TotalSeconds:0.000000} {line}"));

    /// <summary>Ends the run with this error.</summary>
    public void Fail(Exception error) => _failure ??= error;

    /// <summary>
    /// Everything of the engine that the run replaces asks here first. A caller on another thread has left the run:
    /// what it does no longer follows from the seed. Not it is stopped, where nobody would hear of it, but the run.
    /// </summary>
    public bool Enter(string what)
    {
        if (Thread.CurrentThread == _thread)
        {
            return true;
        }

        Interlocked.CompareExchange(ref _escape, $"{what} on another thread, from\n{Where()}", null);
        return false;
    }

    /// <summary>The code between the thread pool and the engine is what let go of the scheduler.</summary>
    private static string Where() => string.Join('\n', new StackTrace(fNeedFileInfo: true).GetFrames()
        .Where(frame => frame.GetMethod()?.DeclaringType is { } type
            && type.Namespace != typeof(SimulationLoop).Namespace)
        .Select(frame => $"  {frame.GetMethod()!.DeclaringType}.{frame.GetMethod()!.Name} {frame.GetFileName()}"
            + $":{frame.GetFileLineNumber()}"));

    private void Take()
    {
        var index = Chance.Next(_ready.Count);
        var step = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Note($"{step.Process.Name} {step.Work}");
        step.Work.Execute();
        ExecutionContext.Restore(_outsideOfSteps);
    }

    private InvalidOperationException? Escape() => Volatile.Read(ref _escape) is { } escape
        ? new InvalidOperationException($"The run left its thread: {escape}")
        : null;

    private void EnsureMayGoOn()
    {
        if (Escape() is { } escape)
        {
            throw escape;
        }

        if (_failure is not null)
        {
            throw new InvalidOperationException($"The run broke: {_failure.Message}", _failure);
        }

        if (++_steps > _options.StepsMax || Clock.Elapsed > _options.DurationMax)
        {
            throw new InvalidOperationException(
                $"It has not ended after {_steps} steps and {Clock.Elapsed} of virtual time.");
        }
    }

    private readonly record struct Step(SimulatedProcess Process, IThreadPoolWorkItem Work);
}
