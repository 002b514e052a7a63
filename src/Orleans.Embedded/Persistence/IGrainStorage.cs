using Orleans.Runtime;

namespace Orleans.Core
{
    /// <summary>State of a grain in a store.</summary>
    public interface IStorage
    {
        /// <summary>The store's version of the state; null if there is none.</summary>
        string? Etag { get; }

        /// <summary>Whether the store holds the state.</summary>
        bool RecordExists { get; }

        /// <summary>Removes the state from the store.</summary>
        Task ClearStateAsync();

        /// <summary>Writes the state to the store.</summary>
        Task WriteStateAsync();

        /// <summary>Reads the state from the store, over what is in memory.</summary>
        Task ReadStateAsync();

        /// <summary>Removes the state from the store.</summary>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <summary>Writes the state to the store.</summary>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <summary>Reads the state from the store, over what is in memory.</summary>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>Typed state of a grain in a store.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory; setting it writes nothing.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>State that is read before the grain becomes active; take it in the constructor.</summary>
    public interface IPersistentState<TState> : Core.IStorage<TState>;

    /// <summary>Asks for state in a constructor parameter of type <see cref="IPersistentState{TState}"/>.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        /// <summary>The name of the state.</summary>
        public string StateName { get; } = stateName;

        /// <summary>The name of the store; null for the default one.</summary>
        public string? StorageName { get; } = storageName;
    }
}

namespace Orleans
{
    /// <summary>State on its way between a grain and a store.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The state.</summary>
        T? State { get; set; }

        /// <summary>The store's version of it.</summary>
        string? ETag { get; set; }

        /// <summary>Whether the store holds it.</summary>
        bool RecordExists { get; set; }
    }

    /// <summary>A plain <see cref="IGrainState{T}"/>.</summary>
    [GenerateSerializer]
    public sealed class GrainState<T> : IGrainState<T>
    {
        /// <summary>Empty.</summary>
        public GrainState()
        {
        }

        /// <summary>With a state.</summary>
        public GrainState(T? state) : this(state, null)
        {
        }

        /// <summary>With a state and its version.</summary>
        public GrainState(T? state, string? eTag)
        {
            State = state;
            ETag = eTag;
        }

        /// <inheritdoc/>
        [Id(0)]
        public T? State { get; set; }

        /// <inheritdoc/>
        [Id(1)]
        public string? ETag { get; set; }

        /// <inheritdoc/>
        [Id(2)]
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>A store of grain state, registered under a name.</summary>
    public interface IGrainStorage
    {
        /// <summary>Fills <paramref name="grainState"/>; a missing record has no ETag and does not exist.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes if the ETag still is the stored one, and sets the new ETag.</summary>
        /// <exception cref="InconsistentStateException">It is not.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Removes the record if the ETag still is the stored one.</summary>
        /// <exception cref="InconsistentStateException">It is not.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>As without the token.</summary>
        Task ReadStateAsync<T>(
            string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            ReadStateAsync(stateName, grainId, grainState);

        /// <summary>As without the token.</summary>
        Task WriteStateAsync<T>(
            string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            WriteStateAsync(stateName, grainId, grainState);

        /// <summary>As without the token.</summary>
        Task ClearStateAsync<T>(
            string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
            ClearStateAsync(stateName, grainId, grainState);
    }

    /// <summary>
    /// The store has another version than the activation believed. Escaping a grain, it ends that activation, so the
    /// next request reads again.
    /// </summary>
    [GenerateSerializer]
    public class InconsistentStateException : OrleansException
    {
        /// <summary>Without a message.</summary>
        public InconsistentStateException()
        {
        }

        /// <summary>With a message.</summary>
        public InconsistentStateException(string message) : base(message)
        {
        }

        /// <summary>With a message and the cause.</summary>
        public InconsistentStateException(string message, Exception? innerException) : base(message, innerException!)
        {
        }

        /// <summary>With both versions.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
            : this(errorMsg, storedEtag, currentEtag, null)
        {
        }

        /// <summary>With both versions and the cause.</summary>
        public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
            : this(storageException.Message, storedEtag, currentEtag, storageException)
        {
        }

        /// <summary>With both versions and the cause.</summary>
        public InconsistentStateException(
            string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
            : base(errorMsg, storageException!)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>What the store has.</summary>
        [Id(1)]
        public string? StoredEtag { get; }

        /// <summary>What the activation believed.</summary>
        [Id(2)]
        public string? CurrentEtag { get; }

        /// <summary>Cleared once an activation was ended for it, so callers that it passes through live on.</summary>
        [Id(0)]
        internal bool IsSourceActivation { get; set; } = true;
    }
}

namespace Orleans.Providers
{
    /// <summary>Names that providers have by convention.</summary>
    public static class ProviderConstants
    {
        /// <summary>The store that is used when none is named.</summary>
        public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";

        /// <summary>The store of explicit stream subscriptions.</summary>
        public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";
    }
}
