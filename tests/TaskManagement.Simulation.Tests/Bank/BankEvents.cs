using TaskManagement.Contracts.Events;

namespace TaskManagement.Simulation.Tests.Bank;

/// <summary>What happens to an account.</summary>
internal abstract record AccountEvent : IDomainEvent;

/// <summary>It begins with so much.</summary>
[EventType("account.opened.v1")]
internal sealed record AccountOpened(long Amount) : AccountEvent;

/// <summary>Money left it.</summary>
[EventType("account.sent.v1")]
internal sealed record MoneySent(long To, long Amount) : AccountEvent;

/// <summary>Money came.</summary>
[EventType("account.received.v1")]
internal sealed record MoneyReceived(long From, long Amount) : AccountEvent;
