namespace TaskManagement.Hosting.Engines;

/// <summary>Orleans: silos and front ends are processes of their own.</summary>
public static class GrainEngine
{
    /// <summary>Why a silo or a front end of this build cannot run by itself; <c>null</c> where it can.</summary>
    public static string? WhyNoProcessOfItsOwn => null;
}
