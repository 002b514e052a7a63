namespace TaskManagement.Contracts.Storage;

/// <summary>Asks the storage whether it is there. Any key will do.</summary>
[Alias("IStorageGrain")]
public interface IStorageGrain : IGrainWithIntegerKey
{
    /// <summary>Answers when the storage does; throws what a read throws where it does not.</summary>
    [Alias("Ask")]
    Task Ask();
}
