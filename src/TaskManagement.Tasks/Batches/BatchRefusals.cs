using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Batches;

/// <summary>Why a batch is not carried out.</summary>
internal static class BatchRefusals
{
    public static Refusal Size(TaskBatch batch) => Refusal.OfField(
        "commands",
        $"has {(batch.Commands.IsDefault ? 0 : batch.Commands.Length)} commands; "
        + $"give 1 to {TaskBounds.BatchCommandsMax}");

    /// <summary>One command is refused, hence all are.</summary>
    public static Refusal At(int index, Refusal refusal)
    {
        var path = $"commands[{index}]";
        if (refusal.Kind == RefusalKind.Invalid)
        {
            return Refusal.OfFields(refusal.Fields.ToImmutableDictionary(
                field => $"{path}.{field.Key}", field => field.Value));
        }

        return new Refusal(
            "batch_refused",
            $"{path} is refused ({refusal.Code}), so nothing was changed: {refusal.Message}",
            RefusalKind.Conflict,
            ImmutableDictionary<string, string>.Empty.Add(path, refusal.Code));
    }
}
