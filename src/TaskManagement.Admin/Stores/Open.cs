namespace TaskManagement.Admin.Stores;

/// <summary>Opens databases by their address.</summary>
internal static class Open
{
    /// <summary>To read while servers may be serving, as it is at this moment.</summary>
    public static async Task<IStore> SnapshotAsync(StoreAddress address) => address switch
    {
        StoreAddress.Folder folder => SqliteStore.OpenSnapshot(folder.Path),
        StoreAddress.Server server => await PostgreSqlStore.OpenSnapshotAsync(server.ConnectionString),
        _ => throw Unknown(address),
    };

    /// <summary>To read, with all servers kept out.</summary>
    public static async Task<IStore> SourceAsync(StoreAddress address) => address switch
    {
        StoreAddress.Folder folder => SqliteStore.OpenSource(folder.Path),
        StoreAddress.Server server => await PostgreSqlStore.OpenSourceAsync(server.ConnectionString),
        _ => throw Unknown(address),
    };

    /// <summary>To write, with all servers kept out.</summary>
    public static async Task<ITargetStore> TargetAsync(StoreAddress address) => address switch
    {
        StoreAddress.Folder folder => SqliteStore.OpenTarget(folder.Path),
        StoreAddress.Server server => await PostgreSqlStore.OpenTargetAsync(server.ConnectionString),
        _ => throw Unknown(address),
    };

    private static InvalidOperationException Unknown(StoreAddress address) =>
        new($"Nothing opens {address.GetType().Name}.");
}
