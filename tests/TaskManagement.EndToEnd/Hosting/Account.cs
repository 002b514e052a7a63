using System.Net.Http.Headers;

namespace TaskManagement.EndToEnd.Hosting;

/// <summary>A registered user with a client of its own.</summary>
internal sealed class Account : IDisposable
{
    private const string Password = "a long enough password";

    private Account(HttpClient http, string id, string email) => (Http, Id, Email) = (http, id, email);

    public HttpClient Http { get; private set; }

    public string Id { get; }

    public string Email { get; }

    public static async Task<Account> RegisterAsync(
        HttpProcess server, string handle, string firstName = "Erika", string lastName = "Muster")
    {
        var http = server.Connect();
        var email = $"{handle}@example.org";
        var user = await http.PostJsonAsync(
            "/api/v1/auth/register", new { email, handle, firstName, lastName, password = Password });
        var account = new Account(http, user.GetProperty("id").GetString()!, email);
        await account.LogInAsync();
        return account;
    }

    /// <summary>The same account on a server that was started anew.</summary>
    public async Task ReconnectAsync(HttpProcess server)
    {
        Http.Dispose();
        Http = server.Connect();
        await LogInAsync();
    }

    public void Dispose() => Http.Dispose();

    private async Task LogInAsync()
    {
        var tokens = await Http.PostJsonAsync("/api/v1/auth/login", new { email = Email, password = Password });
        Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
    }
}
