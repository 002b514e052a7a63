namespace Orleans;

/// <summary>Why an activation ended.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>A reason without an exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text)
    {
    }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>For people.</summary>
    public string Description { get; } = text;

    /// <summary>The failure that caused it.</summary>
    public Exception? Exception { get; } = exception;

    /// <inheritdoc/>
    public override string ToString() => $"{ReasonCode}: {Description}. {Exception}".TrimEnd();
}

/// <summary>Kinds of reasons.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>Unknown.</summary>
    None,

    /// <summary>The silo stops.</summary>
    ShuttingDown,

    /// <summary>It never became active.</summary>
    ActivationFailed,

    /// <summary>The directory refused it.</summary>
    DirectoryFailure,

    /// <summary>Nobody called for a while.</summary>
    ActivationIdle,

    /// <summary>It did not answer.</summary>
    ActivationUnresponsive,

    /// <summary>There was another one.</summary>
    DuplicateActivation,

    /// <summary>A request of another version came.</summary>
    IncompatibleRequest,

    /// <summary>The grain threw.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>It moves.</summary>
    Migrating,

    /// <summary>The engine asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory ran short.</summary>
    HighMemoryPressure,
}
