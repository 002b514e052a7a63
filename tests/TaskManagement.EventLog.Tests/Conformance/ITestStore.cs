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

    /// <summary>Leaves no room for more in the database that was started last.</summary>
    Task FillDiskAsync(TestDatabase database);

    /// <summary>Makes room again.</summary>
    Task MakeRoomAsync(TestDatabase database);
}
