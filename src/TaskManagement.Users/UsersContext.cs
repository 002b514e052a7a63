using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TaskManagement.Users.Accounts;
using TaskManagement.Users.Attempts;
using TaskManagement.Users.Passwords;
using TaskManagement.Users.Tokens;

namespace TaskManagement.Users;

/// <summary>Accounts, credentials, roles and sessions.</summary>
public static class UsersContext
{
    /// <summary>Adds the context to a silo; its settings are in section <c>Auth</c> and checked at start.</summary>
    public static IServiceCollection AddUsersContext(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection(AuthOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPasswordHashing, PasswordHashingThreads>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<AccountOpening>();
        services.AddSingleton<AttemptGate>();
        return services;
    }
}
