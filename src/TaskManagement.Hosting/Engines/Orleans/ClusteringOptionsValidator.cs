using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TaskManagement.Hosting.Engines;

/// <summary>Refuses settings that cannot work, each with its key and its fix.</summary>
internal sealed class ClusteringOptionsValidator(IConfiguration configuration) : IValidateOptions<ClusteringOptions>
{
    private const int PortMax = 65_535;

    public ValidateOptionsResult Validate(string? name, ClusteringOptions options)
    {
        List<string> failures = [.. Words(options), .. Numbers(options), .. Tls(options.Tls)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Words(ClusteringOptions options)
    {
        if (!options.UsesLocalhost && !options.UsesPostgreSql)
            yield return $"Cluster:Provider is '{options.Provider}'; set it to 'Localhost' or 'PostgreSql'.";
        if (options.UsesPostgreSql && string.IsNullOrWhiteSpace(ClusterDatabase.ConnectionString(configuration)))
        {
            yield return "Cluster:Provider is 'PostgreSql', and ConnectionStrings:TaskManagement is missing; set it, "
                + "as in 'Host=db;Database=taskmanagement;Username=taskmanagement;Password=…'.";
        }

        if (string.IsNullOrWhiteSpace(options.ClusterId))
            yield return "Cluster:ClusterId is empty; name the cluster, or leave it out for 'default'.";
        if (options.AdvertisedAddress is { } address && !IPAddress.TryParse(address, out _))
        {
            yield return $"Cluster:AdvertisedAddress is '{address}', which is no IP address; set one of this machine, "
                + "or leave it out.";
        }
    }

    private static IEnumerable<string> Numbers(ClusteringOptions options)
    {
        if (options.SiloPort == options.GatewayPort)
            yield return $"Cluster:SiloPort and Cluster:GatewayPort are both {options.SiloPort}; set two ports.";
        (string Key, int Value, int Max)[] numbers =
        [
            (nameof(options.SiloPort), options.SiloPort, PortMax),
            (nameof(options.GatewayPort), options.GatewayPort, PortMax),
            (nameof(options.ProbeSeconds), options.ProbeSeconds, 60),
            (nameof(options.ProbesMissedMax), options.ProbesMissedMax, 20),
            (nameof(options.ConnectTimeoutSeconds), options.ConnectTimeoutSeconds, 3600),
        ];
        foreach (var (key, value, max) in numbers.Where(number => number.Value < 1 || number.Value > number.Max))
            yield return $"Cluster:{key} is {value}; set it to a whole number from 1 to {max}.";
    }

    private static IEnumerable<string> Tls(ClusterTlsOptions tls)
    {
        if (tls.IsUnset)
            yield break;
        if (!ClusterTls.IsBuiltIn)
        {
            yield return "Cluster:Tls is set, and this build has no TLS between processes; build it with "
                + "-p:GrainEngine=Orleans -p:ClusterTls=true, or remove these settings.";
            yield break;
        }

        (string Key, string? Value)[] files =
        [
            (nameof(tls.CertificatePath), tls.CertificatePath),
            (nameof(tls.KeyPath), tls.KeyPath),
            (nameof(tls.AuthorityPath), tls.AuthorityPath),
        ];
        foreach (var (key, value) in files.Where(file => !File.Exists(file.Value)))
            yield return $"Cluster:Tls:{key} is '{value}', and there is no such file; name a PEM file.";
    }
}
