namespace Orleans.Embedded.Configuration;

/// <summary>What only this engine has. All else has the options of Orleans.</summary>
internal sealed class EmbeddedOptions
{
    /// <summary>The section of the configuration that holds it.</summary>
    public const string Section = "EmbeddedEngine";

    /// <summary>For tests: treats every call as one between silos, also within one silo.</summary>
    public bool EveryCallCrossesWire { get; set; }
}
