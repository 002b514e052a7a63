using System.Globalization;
using TaskManagement.Simulation.Tests.Bank;

namespace TaskManagement.Simulation.Tests;

/// <summary>Runs one seed of the bank and prints what happened: the whole trace, then its digest.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var text] || !ulong.TryParse(text, CultureInfo.InvariantCulture, out var seed))
        {
            Console.Error.WriteLine("Say which seed: a number from 0.");
            return 2;
        }

        var trace = BankScenario.Run(seed);
        foreach (var line in trace.Lines)
            Console.WriteLine(line);
        Console.WriteLine(trace.Digest);
        return 0;
    }
}
