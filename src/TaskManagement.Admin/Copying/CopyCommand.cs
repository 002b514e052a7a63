using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TaskManagement.Admin.Folders;
using TaskManagement.Admin.Stores;

namespace TaskManagement.Admin.Copying;

/// <summary><c>taskman-admin copy</c>.</summary>
internal static class CopyCommand
{
    private const int PartitionsMax = 1024;
    private const int BatchRowsDefault = 1000;
    private const int BatchRowsMax = 100_000;

    private static readonly Option<string> From = new("--from")
    {
        Description = $"The data to copy, which no server may be using: {StoreAddress.Form}.",
        Required = true,
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = $"Where they go, empty or with the half of such a copy: {StoreAddress.Form}.",
        Required = true,
    };

    private static readonly Option<int?> Partitions = new("--partitions")
    {
        Description = "Partitions that the log gets, from 1 to 1024; it keeps its number where nothing is said.",
    };

    private static readonly Option<int> BatchRows = new("--batch-rows")
    {
        Description = "Rows that are written in one transaction, from 1 to 100000.",
        DefaultValueFactory = _ => BatchRowsDefault,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Partitions.Validators.Add(result => Within(result, PartitionsMax));
        BatchRows.Validators.Add(result => Within(result, BatchRowsMax));
        return new Command("copy", "Copies everything into another database, and compares the two at the end. "
            + "Run again, it goes on with a copy that was interrupted.")
        {
            From, To, Partitions, BatchRows,
        }.Does(RunAsync);
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var from = StoreAddress.Parse(parsed.GetRequiredValue(From));
        var to = StoreAddress.Parse(parsed.GetRequiredValue(To));
        if (from == to)
            throw new AdminException("Source and target are the same. Name another target.");
        await using var source = await Stores.Open.SourceAsync(from);
        var plan = await CopyPlan.MakeAsync(source, parsed.GetValue(Partitions), parsed.GetValue(BatchRows));
        await MasterKeyCheck.RequireAsync(source, from, to);
        var folder = from is StoreAddress.Folder old && to is StoreAddress.Folder @new
            ? new FolderCopy(old.Path, @new.Path, output)
            : null;
        if (folder is not null)
            await folder.CheckAsync(cancellationToken);
        await using var target = await Stores.Open.TargetAsync(to);
        var database = new DatabaseCopy(source, target, plan, output);
        await database.PrepareAsync();
        if (folder is not null)
            await folder.RunAsync(cancellationToken);
        await database.RunAsync(cancellationToken);
        await output.WriteLineAsync($"Done: {target.Place} holds all that {source.Place} holds.");
        await output.WriteLineAsync(Next(from, to));
    }

    private static string Next(StoreAddress from, StoreAddress to) => (from, to) switch
    {
        (StoreAddress.Folder folder, StoreAddress.Server) =>
            $"Keep {folder.Path}: its keys and files are not in the database. Start the server with the same "
            + "Storage:Path, with Storage:Provider=PostgreSql and ConnectionStrings:TaskManagement.",
        (_, StoreAddress.Folder folder) => $"Start the server with Storage:Path={folder.Path}.",
        _ => "Start the server with its master key, its files and ConnectionStrings:TaskManagement of the target.",
    };

    /// <summary>What is no number at all is the parser's to refuse.</summary>
    private static void Within(OptionResult result, int max)
    {
        foreach (var token in result.Tokens)
        {
            if (int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && (value < 1 || value > max))
            {
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{result.Option.Name} is {value}. Give a number from 1 to {max}."));
            }
        }
    }
}
