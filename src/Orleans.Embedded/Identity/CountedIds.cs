using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Ids that need to be unique only in one process: counted, as chance would differ in every run.</summary>
internal static class CountedIds
{
    public static Guid Next(ref long last) =>
        Guid.ParseExact(Interlocked.Increment(ref last).ToString("x32", CultureInfo.InvariantCulture), "N");
}
