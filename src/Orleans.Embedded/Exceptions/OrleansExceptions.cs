namespace Orleans.Runtime
{
    /// <summary>Base of the engine's own failures.</summary>
    [GenerateSerializer]
    public class OrleansException : Exception
    {
        /// <summary>Without a message.</summary>
        public OrleansException()
        {
        }

        /// <summary>With a message.</summary>
        public OrleansException(string message) : base(message)
        {
        }

        /// <summary>With a message and the cause.</summary>
        public OrleansException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>The host is configured wrongly; thrown while it starts.</summary>
    [GenerateSerializer]
    public sealed class OrleansConfigurationException : Exception
    {
        /// <summary>With a message.</summary>
        public OrleansConfigurationException(string message) : base(message)
        {
        }

        /// <summary>With a message and the cause.</summary>
        public OrleansConfigurationException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>A request was turned away before it ran.</summary>
    [GenerateSerializer]
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message) : base(message)
        {
        }

        internal OrleansMessageRejectionException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The silo is not running, or stopped before it answered.</summary>
    [GenerateSerializer]
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        /// <summary>Without details.</summary>
        public SiloUnavailableException() : base("The silo is not available.")
        {
        }

        /// <summary>With a message.</summary>
        public SiloUnavailableException(string msg) : base(msg)
        {
        }

        /// <summary>With a message and the cause.</summary>
        public SiloUnavailableException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>A bound of the engine was reached, such as the length of a request queue.</summary>
    [GenerateSerializer]
    public sealed class LimitExceededException : OrleansException
    {
        /// <summary>Without details.</summary>
        public LimitExceededException() : base("Limit exceeded.")
        {
        }

        /// <summary>With a message.</summary>
        public LimitExceededException(string message) : base(message)
        {
        }

        /// <summary>With a message and the cause.</summary>
        public LimitExceededException(string message, Exception innerException) : base(message, innerException)
        {
        }

        /// <summary>Which limit, where it stands and what it is.</summary>
        public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
            : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
        {
        }
    }
}

namespace Orleans.Serialization
{
    /// <summary>Base of failures to carry a value across a call.</summary>
    [GenerateSerializer]
    public class SerializerException : Exception
    {
        /// <summary>Without a message.</summary>
        public SerializerException()
        {
        }

        /// <summary>With a message.</summary>
        public SerializerException(string message) : base(message)
        {
        }

        /// <summary>With a message and the cause.</summary>
        public SerializerException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>A type that crosses a grain call has neither a built-in codec nor [GenerateSerializer].</summary>
    [GenerateSerializer]
    public sealed class CodecNotFoundException : SerializerException
    {
        /// <summary>Names the type.</summary>
        public CodecNotFoundException(string message) : base(message)
        {
        }
    }
}

namespace Orleans.Storage
{
    /// <summary>A provider is missing or wrongly configured.</summary>
    [GenerateSerializer]
    public sealed class BadProviderConfigException : Orleans.Runtime.OrleansException
    {
        /// <summary>Without a message.</summary>
        public BadProviderConfigException()
        {
        }

        /// <summary>With a message.</summary>
        public BadProviderConfigException(string msg) : base(msg)
        {
        }

        /// <summary>With a message and the cause.</summary>
        public BadProviderConfigException(string msg, Exception exc) : base(msg, exc)
        {
        }
    }
}
