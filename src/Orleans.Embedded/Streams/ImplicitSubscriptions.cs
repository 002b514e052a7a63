using System.Text.RegularExpressions;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Streams
{
    /// <summary>Which namespaces a subscription takes.</summary>
    public interface IStreamNamespacePredicate
    {
        /// <summary>The predicate as text.</summary>
        string PredicatePattern { get; }

        /// <summary>Whether it takes that namespace.</summary>
        bool IsMatch(string streamNamespace);
    }
}

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
    public class ImplicitStreamSubscriptionAttribute : Attribute
    {
        /// <summary>All namespaces.</summary>
        public ImplicitStreamSubscriptionAttribute() : this(new RegexNamespaces(".+"))
        {
        }

        /// <summary>One namespace.</summary>
        public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
            : this(new ExactNamespace(streamNamespace.Trim()), streamIdMapper)
        {
        }

        /// <summary>The namespaces of a predicate class with a parameterless constructor.</summary>
        public ImplicitStreamSubscriptionAttribute(Type predicateType, string? streamIdMapper = null)
            : this((IStreamNamespacePredicate)Activator.CreateInstance(predicateType)!, streamIdMapper)
        {
        }

        /// <summary>The namespaces of a predicate.</summary>
        public ImplicitStreamSubscriptionAttribute(IStreamNamespacePredicate predicate, string? streamIdMapper = null)
        {
            Predicate = predicate;
            StreamIdMapper = streamIdMapper;
        }

        /// <summary>Which namespaces.</summary>
        public IStreamNamespacePredicate Predicate { get; }

        /// <summary>Another mapping from stream keys to grain keys; the engine refuses to start with one.</summary>
        public string? StreamIdMapper { get; init; }

        private protected sealed class ExactNamespace(string name) : IStreamNamespacePredicate
        {
            public string PredicatePattern => "namespace:" + name;

            public bool IsMatch(string streamNamespace) =>
                string.Equals(name, streamNamespace.Trim(), StringComparison.Ordinal);
        }

        private protected sealed class RegexNamespaces(string pattern) : IStreamNamespacePredicate
        {
            private readonly Regex _pattern = new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

            public string PredicatePattern => "regex:" + pattern;

            public bool IsMatch(string streamNamespace) => _pattern.IsMatch(streamNamespace);
        }
    }

    /// <summary>As <see cref="ImplicitStreamSubscriptionAttribute"/>, for namespaces that match a pattern.</summary>
    public sealed class RegexImplicitStreamSubscriptionAttribute(string pattern)
        : ImplicitStreamSubscriptionAttribute(new RegexNamespaces(pattern));
}
