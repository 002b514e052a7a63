using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Streams.Core
{
    /// <summary>A grain that attaches its observer when the first event of a subscription arrives.</summary>
    public interface IStreamSubscriptionObserver
    {
        /// <summary>Attach here: create the handle and resume it.</summary>
        Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
    }

    /// <summary>Makes the handle of a subscription.</summary>
    public interface IStreamSubscriptionHandleFactory
    {
        /// <summary>The stream.</summary>
        StreamId StreamId { get; }

        /// <summary>The provider's name.</summary>
        string ProviderName { get; }

        /// <summary>The identity of the subscription.</summary>
        GuidId SubscriptionId { get; }

        /// <summary>The handle.</summary>
        StreamSubscriptionHandle<T> Create<T>();
    }
}

namespace Orleans
{
    /// <summary>The grain with a stream's key takes the events of every stream of a namespace.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public class ImplicitStreamSubscriptionAttribute(string streamNamespace) : Attribute
    {
        internal string Namespace { get; } = streamNamespace.Trim();
    }
}
