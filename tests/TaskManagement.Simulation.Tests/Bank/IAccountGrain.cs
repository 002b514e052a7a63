using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>An account. Its balance never falls below zero.</summary>
[Alias("IAccountGrain")]
internal interface IAccountGrain : IGrainWithIntegerKey
{
    /// <summary>Begins it with so much.</summary>
    [Alias("Open")]
    Task<Result<long>> Open(CommandContext context, long amount);

    /// <summary>Moves money from here to another account.</summary>
    [Alias("Send")]
    Task<Result<long>> Send(CommandContext context, long to, long amount);

    /// <summary>Moves money from another account to here: its owner has agreed to be debited.</summary>
    [Alias("Draw")]
    Task<Result<long>> Draw(CommandContext context, long from, long amount);

    /// <summary>The committed state.</summary>
    [Alias("Peek"), AlwaysInterleave]
    Task<AccountStanding> Peek();

    /// <summary>Folds what others have appended.</summary>
    [Alias("CatchUp"), AlwaysInterleave]
    Task CatchUp();
}

/// <summary>What an account holds, and as of which version.</summary>
[GenerateSerializer, Immutable, Alias("AccountStanding")]
internal readonly record struct AccountStanding(long Balance, long Version);
