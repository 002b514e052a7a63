using Orleans.TestingHost.Simulation;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>
/// Sends one order after the other. Where it hears nothing it sends the order again, as the same command, a few times;
/// then it gives up and does not know.
/// </summary>
internal sealed class BankCustomer(SimulatedCluster cluster, int accounts, ICollection<Order> orders)
{
    private const int AttemptsMax = 4;
    private const int AmountMax = 90;

    private static readonly TimeSpan ThinkingTimeMax = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);

    private SimulationChance Chance => cluster.Chance;

    /// <summary>Sends so many.</summary>
    public async Task SendAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await Task.Delay(Chance.UpTo(ThinkingTimeMax), cluster.Time);
            var order = NewOrder();
            orders.Add(order);
            await SendAsync(order);
            cluster.Note($"order {order.Command} of {order.Amount} from {order.From} to {order.To}: {order.Fate}");
        }
    }

    private Order NewOrder()
    {
        // Everybody wants the money of the first account, so that orders meet.
        var from = Chance.Next(2) * Chance.Next(accounts);
        var to = (from + 1 + Chance.Next(accounts - 1)) % accounts;
        return new(new(Chance.NextGuid()), from, to, 1 + Chance.Next(AmountMax), Draws: Chance.Next(2) == 0);
    }

    private async Task SendAsync(Order order)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                var result = await CallAsync(order);
                order.Fate = result.Succeeded ? Fate.Done : attempt == 1 ? Fate.Refused : Fate.Unknown;
                return;
            }
            catch (Exception error) when (error is TimeoutException or OrleansException or AppendFailedException)
            {
                cluster.Note($"order {order.Command} fails: {error.GetType().Name}");
                await Task.Delay(Chance.UpTo(PauseMax), cluster.Time);
            }
        }
    }

    private Task<Result<long>> CallAsync(Order order)
    {
        var context = new CommandContext(
            order.Command, Caller.System, cluster.Time.GetUtcNow(), Origin.Api, "", null, null);
        return order.Draws
            ? cluster.Client.GetGrain<IAccountGrain>(order.To).Draw(context, order.From, order.Amount)
            : cluster.Client.GetGrain<IAccountGrain>(order.From).Send(context, order.To, order.Amount);
    }
}

/// <summary>What a customer knows of an order.</summary>
internal enum Fate
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>It was not, and never will be.</summary>
    Refused,
}

/// <summary>An order to move money, and what became of it.</summary>
internal sealed record Order(CommandId Command, long From, long To, long Amount, bool Draws)
{
    public Fate Fate { get; set; }
}
