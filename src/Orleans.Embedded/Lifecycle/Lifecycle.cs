namespace Orleans
{
    /// <summary>Something with ordered stages of starting and stopping.</summary>
    public interface ILifecycleObservable
    {
        /// <summary>Takes part at a stage until disposed.</summary>
        IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
    }

    /// <summary>Takes part in a lifecycle.</summary>
    public interface ILifecycleObserver
    {
        /// <summary>Runs when its stage is reached.</summary>
        Task OnStart(CancellationToken cancellationToken = default);

        /// <summary>Runs when its stage is left.</summary>
        Task OnStop(CancellationToken cancellationToken = default);
    }

    /// <summary>A service that subscribes to a lifecycle when the silo is made.</summary>
    public interface ILifecycleParticipant<TLifecycleObservable> where TLifecycleObservable : ILifecycleObservable
    {
        /// <summary>Subscribes.</summary>
        void Participate(TLifecycleObservable lifecycle);
    }

    /// <summary>Stages of a silo; started upwards, stopped downwards.</summary>
    public static class ServiceLifecycleStage
    {
        /// <summary>Before all others.</summary>
        public const int First = int.MinValue;

        /// <summary>The engine's own start.</summary>
        public const int RuntimeInitialize = 2000;

        /// <summary>The engine's services.</summary>
        public const int RuntimeServices = 4000;

        /// <summary>Storage of the engine.</summary>
        public const int RuntimeStorageServices = 6000;

        /// <summary>Grain services of the engine.</summary>
        public const int RuntimeGrainServices = 8000;

        /// <summary>After the grain services.</summary>
        public const int AfterRuntimeGrainServices = 8100;

        /// <summary>Services of the application, grain storage among them.</summary>
        public const int ApplicationServices = 10000;

        /// <summary>Before grain calls from outside are taken.</summary>
        public const int BecomeActive = Active - 1;

        /// <summary>On the way down: here grains end.</summary>
        public const int GrainDeactivation = BecomeActive - 1;

        /// <summary>Grain calls work; start-up tasks run here.</summary>
        public const int Active = 20000;

        /// <summary>After all others.</summary>
        public const int Last = int.MaxValue;
    }

    /// <summary>Subscribes delegates.</summary>
    public static class LifecycleExtensions
    {
        /// <summary>Subscribes a start and a stop.</summary>
        public static IDisposable Subscribe(
            this ILifecycleObservable observable,
            string observerName,
            int stage,
            Func<CancellationToken, Task> onStart,
            Func<CancellationToken, Task>? onStop) =>
            observable.Subscribe(observerName, stage, new DelegateObserver(onStart, onStop));

        /// <summary>Subscribes a start.</summary>
        public static IDisposable Subscribe(
            this ILifecycleObservable observable,
            string observerName,
            int stage,
            Func<CancellationToken, Task> onStart) =>
            observable.Subscribe(observerName, stage, new DelegateObserver(onStart, null));

        private sealed class DelegateObserver(
            Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop) : ILifecycleObserver
        {
            public Task OnStart(CancellationToken cancellationToken) => onStart(cancellationToken);

            public Task OnStop(CancellationToken cancellationToken) =>
                onStop?.Invoke(cancellationToken) ?? Task.CompletedTask;
        }
    }
}

namespace Orleans.Runtime
{
    /// <summary>The lifecycle of one activation.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    /// <summary>Stages of an activation; all of them run before <c>OnActivateAsync</c>.</summary>
    public static class GrainLifecycleStage
    {
        /// <summary>Before all others.</summary>
        public const int First = int.MinValue;

        /// <summary>State is read.</summary>
        public const int SetupState = 1000;

        /// <summary>The grain becomes active.</summary>
        public const int Activate = 2000;

        /// <summary>After all others.</summary>
        public const int Last = int.MaxValue;
    }

    /// <summary>The lifecycle of a silo.</summary>
    public interface ISiloLifecycle : ILifecycleObservable;
}
