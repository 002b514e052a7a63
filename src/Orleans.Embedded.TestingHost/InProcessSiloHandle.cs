using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
public sealed class InProcessSiloHandle : IDisposable, IAsyncDisposable
{
    internal InProcessSiloHandle(InProcessTestSiloSpecificOptions options, IHost host, SiloAddress address)
    {
        Options = options;
        Name = options.SiloName;
        SiloHost = host;
        SiloAddress = address;
    }

    /// <summary>The silo's name.</summary>
    public string Name { get; }

    /// <summary>The silo's address.</summary>
    public SiloAddress SiloAddress { get; }

    /// <summary>The same; there is no gateway.</summary>
    public SiloAddress GatewayAddress => SiloAddress;

    /// <summary>The silo's host.</summary>
    public IHost SiloHost { get; }

    /// <summary>The services of the silo's host.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <summary>Whether it runs.</summary>
    public bool IsActive { get; private set; } = true;

    internal InProcessTestSiloSpecificOptions Options { get; }

    /// <summary>Stops it; gracefully means that grains are deactivated first.</summary>
    public async Task StopSiloAsync(bool stopGracefully)
    {
        using var at = new CancellationTokenSource();
        if (!stopGracefully)
        {
            await at.CancelAsync();
        }

        await StopSiloAsync(at.Token);
    }

    /// <summary>Stops it; grains are deactivated until the token says that there is no time left.</summary>
    public async Task StopSiloAsync(CancellationToken ct)
    {
        if (!IsActive)
        {
            return;
        }

        IsActive = false;
        try
        {
            await SiloHost.StopAsync(ct);
        }
        catch (Exception error) when (error is OperationCanceledException or AggregateException)
        {
            // A silo without time to stop is what was asked for.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => SiloHost.Dispose();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopSiloAsync(stopGracefully: true);
        if (SiloHost is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
