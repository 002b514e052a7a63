using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Users.Passwords;

/// <summary>
/// Hashes on a few threads below normal priority behind a bounded queue. On the threads of the grains a crowd that
/// logs in would hold up everyone else's work.
/// </summary>
internal sealed class PasswordHashingThreads : IPasswordHashing, IDisposable
{
    private static readonly Refusal Busy = new(
        "busy",
        "Too many people are logging in at the moment. Wait some seconds and repeat the request.",
        RefusalKind.Unavailable);

    private readonly PasswordHasher<object> _hasher;
    private readonly BlockingCollection<IJob> _queue;
    private readonly Thread[] _threads;
    private readonly Lazy<string> _hashOfNobody;
    private volatile bool _stopping;

    public PasswordHashingThreads(IOptions<AuthOptions> options)
    {
        _hasher = new PasswordHasher<object>(Options.Create(
            new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations }));
        _hashOfNobody = new Lazy<string>(() => Hash("nobody's password"));
        _queue = new BlockingCollection<IJob>(options.Value.PasswordQueueMax);
        _threads = [.. Enumerable.Range(1, options.Value.PasswordThreads).Select(Start)];
    }

    private interface IJob
    {
        void Carry();

        void Abandon();
    }

    public Task<Result<string>> HashAsync(string password) => EnqueueAsync(() => Hash(password));

    public Task<Result<PasswordMatch>> VerifyAsync(string? hash, string password) => EnqueueAsync(() =>
    {
        var result = _hasher.VerifyHashedPassword(this, hash ?? _hashOfNobody.Value, Canonical(password));
        if (hash is null || result is PasswordVerificationResult.Failed)
            return PasswordMatch.None;
        return result is PasswordVerificationResult.SuccessRehashNeeded ? PasswordMatch.Outdated : PasswordMatch.Full;
    });

    public void Dispose()
    {
        _stopping = true;
        _queue.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _queue.Dispose();
    }

    /// <summary>Some keyboards compose letters, others type the accent after them; NIST SP 800-63B: NFKC.</summary>
    private static string Canonical(string password) => password.Normalize(NormalizationForm.FormKC);

    private string Hash(string password) => _hasher.HashPassword(this, Canonical(password));

    private Task<Result<T>> EnqueueAsync<T>(Func<T> work)
    {
        var job = new Job<T>(work);
        return !_stopping && _queue.TryAdd(job) ? job.Answer : Task.FromResult<Result<T>>(Busy);
    }

    private Thread Start(int number)
    {
        var thread = new Thread(Work)
        {
            Name = $"password hashing {number}",
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        foreach (var job in _queue.GetConsumingEnumerable())
        {
            if (_stopping)
                job.Abandon();
            else
                job.Carry();
        }
    }

    private sealed class Job<T>(Func<T> work) : IJob
    {
        // Without this flag the grain's continuation would run here, outside its scheduler, and hold up the queue.
        private readonly TaskCompletionSource<Result<T>> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Result<T>> Answer => _answer.Task;

        public void Abandon() => _answer.SetResult(Busy);

        public void Carry()
        {
            try
            {
                _answer.SetResult(work());
            }
            catch (Exception error)
            {
                _answer.SetException(error);
            }
        }
    }
}
