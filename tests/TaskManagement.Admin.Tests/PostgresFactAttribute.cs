using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Admin.Tests;

/// <summary>A fact of PostgreSQL; skipped where there is no server to be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyMissing;
}
