using Microsoft.Extensions.DependencyInjection;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>Makes a log on one kind of database; every suite runs on each of them.</summary>
public interface ITestStore
{
    /// <summary>Why its database cannot be had here; <c>null</c> where it can.</summary>
    string? WhyMissing { get; }

    Task<TestDatabase> StartAsync(
        Action<IServiceCollection>? services = null, IEnumerable<KeyValuePair<string, string?>>? settings = null);
}
