using System.Globalization;
using Orleans.Streams;

namespace Orleans.Streams
{
    /// <summary>A place in a stream.</summary>
    [GenerateSerializer]
    public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
    {
        /// <summary>Which message.</summary>
        public abstract long SequenceNumber { get; protected set; }

        /// <summary>Which item of the message.</summary>
        public abstract int EventIndex { get; protected set; }

        /// <inheritdoc/>
        public abstract bool Equals(StreamSequenceToken? other);

        /// <inheritdoc/>
        public abstract int CompareTo(StreamSequenceToken? other);
    }
}

namespace Orleans.Providers.Streams.Common
{
    /// <summary>A message number and an item index.</summary>
    [GenerateSerializer]
    public class EventSequenceTokenV2 : StreamSequenceToken
    {
        /// <summary>The first item of a message.</summary>
        public EventSequenceTokenV2(long seqNumber) : this(seqNumber, 0)
        {
        }

        /// <summary>An item of a message.</summary>
        public EventSequenceTokenV2(long seqNumber, int eventInd)
        {
            SequenceNumber = seqNumber;
            EventIndex = eventInd;
        }

        /// <inheritdoc/>
        [Id(0)]
        public sealed override long SequenceNumber { get; protected set; }

        /// <inheritdoc/>
        [Id(1)]
        public sealed override int EventIndex { get; protected set; }

        /// <inheritdoc/>
        public override bool Equals(StreamSequenceToken? other) => other is EventSequenceTokenV2 token
            && token.SequenceNumber == SequenceNumber && token.EventIndex == EventIndex;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

        /// <inheritdoc/>
        public override int CompareTo(StreamSequenceToken? other) => other is null
            ? 1
            : (SequenceNumber, EventIndex).CompareTo((other.SequenceNumber, other.EventIndex));

        /// <inheritdoc/>
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"[{SequenceNumber}:{EventIndex}]");
    }
}
