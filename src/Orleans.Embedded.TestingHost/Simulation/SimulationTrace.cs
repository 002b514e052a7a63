using System.Security.Cryptography;
using System.Text;

namespace Orleans.TestingHost.Simulation;

/// <summary>What happened, a line per event: steps, calls, faults, and what the scenario notes.</summary>
public sealed class SimulationTrace
{
    private readonly List<string> _lines = [];

    internal SimulationTrace(ulong seed) => Seed = seed;

    /// <summary>The seed that all of it follows from.</summary>
    public ulong Seed { get; }

    /// <summary>All lines, in order.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>SHA-256 of all lines, in hex: two runs with the same digest were the same run.</summary>
    public string Digest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var line in _lines)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(line + '\n'));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>The last lines as a text.</summary>
    public string Tail(int lines) => string.Join('\n', _lines.TakeLast(lines));

    internal void Add(string line) => _lines.Add(line);
}
