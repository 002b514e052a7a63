namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// Work that goes on in one round at a time. Whoever asks for it while a round is under way shares the next one with
/// all who do, since the present one may have gone past what they mean.
/// </summary>
internal sealed class SharedRounds(Func<Task> round)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private TaskCompletionSource? _next;

    /// <summary>Returns when a round that began after this call has ended, as that round did.</summary>
    public Task RunAsync()
    {
        lock (_gate)
        {
            if (_next is null)
            {
                _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _last = RunAfterAsync(_last, _next);
            }

            return _next.Task;
        }
    }

    private async Task RunAfterAsync(Task last, TaskCompletionSource next)
    {
        await last;
        // Whoever comes between this and the round would else begin one of their own at once.
        await Task.Yield();
        lock (_gate)
            _next = null;
        try
        {
            await round();
            next.SetResult();
        }
        catch (Exception error)
        {
            next.SetException(error);
        }
    }
}
