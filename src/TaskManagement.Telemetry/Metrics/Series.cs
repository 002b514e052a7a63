namespace TaskManagement.Telemetry.Metrics;

/// <summary>The number, or numbers, of one set of labels.</summary>
internal abstract class Series
{
    /// <summary>Takes a measurement; called from any thread.</summary>
    public abstract void Record(double value);

    /// <summary>Writes its lines.</summary>
    public abstract void Write(TextWriter text, string name, string labels);

    /// <summary>Adds without a lock.</summary>
    protected static void Add(ref double sum, double value)
    {
        var seen = Volatile.Read(ref sum);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref sum, seen + value, seen);
            if (found.Equals(seen))
                return;
            seen = found;
        }
    }
}

/// <summary>The sum of what was measured.</summary>
internal sealed class Sum : Series
{
    private double _sum;

    public override void Record(double value) => Add(ref _sum, value);

    public override void Write(TextWriter text, string name, string labels) =>
        text.Write(ExpositionText.Line(name, labels, Volatile.Read(ref _sum)));
}

/// <summary>What was measured last.</summary>
internal sealed class Last : Series
{
    private double _value;

    public override void Record(double value) => Volatile.Write(ref _value, value);

    public override void Write(TextWriter text, string name, string labels) =>
        text.Write(ExpositionText.Line(name, labels, Volatile.Read(ref _value)));
}

/// <summary>How many measurements were up to each bound, and their sum.</summary>
internal sealed class Distribution(double[] bounds) : Series
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public override void Record(double value)
    {
        var index = Array.BinarySearch(bounds, value);
        // Between two bounds the complement of the upper one comes back; above all of them, of their number.
        Interlocked.Increment(ref _counts[index < 0 ? ~index : index]);
        Add(ref _sum, value);
    }

    /// <summary>Each bucket holds those before it; the count is that of the last, so they never differ.</summary>
    public override void Write(TextWriter text, string name, string labels)
    {
        var count = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            count += Volatile.Read(ref _counts[index]);
            var bound = ExpositionText.Number(index < bounds.Length ? bounds[index] : double.PositiveInfinity);
            var separator = labels.Length == 0 ? "" : ",";
            text.Write(ExpositionText.Line($"{name}_bucket", $"{labels}{separator}le=\"{bound}\"", count));
        }

        text.Write(ExpositionText.Line($"{name}_sum", labels, Volatile.Read(ref _sum)));
        text.Write(ExpositionText.Line($"{name}_count", labels, count));
    }
}
