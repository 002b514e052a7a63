using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>Starts storages as silos of one cluster do.</summary>
internal static class Silos
{
    /// <summary>The master key that they share.</summary>
    public static string MasterKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>One more silo on a database, in a folder of its own.</summary>
    /// <param name="masterKey">Its key; <c>null</c> where none is set.</param>
    /// <param name="parts">Tables that it knows beside the log's.</param>
    public static Task<TestDatabase> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, string? masterKey, params SchemaPart[] parts) =>
        TestDatabase.StartAsync(
            services =>
            {
                services.AddSingleton(StorageSharing.Cluster);
                foreach (var part in parts)
                    services.AddSingleton(part);
            },
            [.. settings, new("Storage:MasterKey", masterKey)]);
}
