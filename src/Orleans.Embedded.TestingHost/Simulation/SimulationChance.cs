using System.Buffers.Binary;
using Orleans.Embedded.Scheduling;

namespace Orleans.TestingHost.Simulation;

/// <summary>All chance of a run: the same seed draws the same numbers, on every machine and for ever.</summary>
public sealed class SimulationChance : IChance
{
    private readonly SimulationLoop _loop;
    private ulong _state;

    internal SimulationChance(SimulationLoop loop, ulong seed) => (_loop, _state) = (loop, seed);

    /// <inheritdoc/>
    public double Next() => (Draw() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to, not including, <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(Draw() % (ulong)end);

    /// <summary>Whether something of this probability happens now. What cannot happen draws no number.</summary>
    public bool Happens(double probability) => probability > 0 && Next() < probability;

    /// <summary>A time up to this one.</summary>
    public TimeSpan UpTo(TimeSpan most) => TimeSpan.FromMicroseconds(Math.Floor(most.TotalMicroseconds * Next()));

    /// <summary>Fills with chance.</summary>
    public void Fill(Span<byte> bytes)
    {
        Span<byte> drawn = stackalloc byte[sizeof(ulong)];
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(bytes.Length, drawn.Length)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(drawn, Draw());
            drawn[..Math.Min(bytes.Length, drawn.Length)].CopyTo(bytes);
        }
    }

    /// <summary>An id.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return new Guid(bytes);
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014): a few operations, and every seed is a good one.</summary>
    private ulong Draw()
    {
        _loop.Enter("Chance was drawn");
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
