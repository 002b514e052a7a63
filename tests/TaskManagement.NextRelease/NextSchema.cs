using System.Collections.Immutable;
using TaskManagement.EventLog.Database;

namespace TaskManagement.NextRelease;

/// <summary>
/// What a release after this one would do to the tables of tasks: first expand them; then, with
/// <c>--NextRelease:Contracts=true</c>, take something away.
/// </summary>
internal static class NextSchema
{
    private const string Part = "tasks";
    private const string AddEstimate = "ALTER TABLE tasks ADD COLUMN estimate_minutes INTEGER NOT NULL DEFAULT 0";
    private const string DropEstimate = "ALTER TABLE tasks DROP COLUMN estimate_minutes";

    private static readonly Migration Expanding = new(AddEstimate, AddEstimate);

    private static readonly Migration Contracting = new(DropEstimate, DropEstimate) { Contracts = true };

    /// <summary>Puts the later schema in the place of this build's.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        ImmutableArray<Migration> further =
            builder.Configuration.GetValue<bool>("NextRelease:Contracts") ? [Expanding, Contracting] : [Expanding];
        var present = builder.Services.Single(
            service => service.ServiceType == typeof(SchemaPart)
                && service.ImplementationInstance is SchemaPart { Name: Part });
        var part = (SchemaPart)present.ImplementationInstance!;
        builder.Services.Remove(present);
        builder.Services.AddSingleton(part with { Migrations = part.Migrations.AddRange(further) });
    }
}
