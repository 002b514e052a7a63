using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>A test that needs PostgreSQL; skipped, visibly, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyMissing;
}
