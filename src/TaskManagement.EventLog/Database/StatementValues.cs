namespace TaskManagement.EventLog.Database;

/// <summary>What every database makes of a statement's values.</summary>
internal static class StatementValues
{
    /// <summary>The stored form of an instant.</summary>
    /// <param name="recordedAt">
    /// What <see cref="Statement.RecordedAt"/> stands for; <c>null</c> outside of an append.
    /// </param>
    public static long Microseconds(DateTimeOffset instant, DateTimeOffset? recordedAt)
    {
        if (instant != Statement.RecordedAt)
            return RowReading.ToMicroseconds(instant);
        return recordedAt is { } recorded
            ? RowReading.ToMicroseconds(recorded)
            : throw new ArgumentException("Statement.RecordedAt means something only in the view of an append.");
    }

    /// <summary>The error of a value that is of no type that a statement may have.</summary>
    public static ArgumentException NoValue(object value) => new(
        $"A statement's value may not be a {value.GetType()}; see Statement.Values for what it may be.");

    /// <summary>About how many bytes a statement's text and values take.</summary>
    public static int Bytes(Statement statement)
    {
        var bytes = statement.Sql.Length;
        foreach (var value in statement.Values)
        {
            bytes += value switch
            {
                string text => text.Length,
                byte[] blob => blob.Length,
                _ => sizeof(long),
            };
        }

        return bytes;
    }
}
