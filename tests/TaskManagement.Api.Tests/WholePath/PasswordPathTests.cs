using TaskManagement.Api.Tests.Hosting;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Api.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class PasswordPathTests(ServerHost server)
{
    private const string Next = "another battery staple";

    [Fact]
    public async Task Put_WhenTheCurrentOneIsRight_ThenTheNextOpensAndOtherSessionsEnd()
    {
        const string Handle = "password-changer";
        var desk = await server.RegisterAsync(Handle);
        var phone = await server.LogInAsync(Handle, desk.Id, "phone/1.0");
        var body = new { currentPassword = ServerHost.Password, newPassword = Next };
        var key = ("Idempotency-Key", "one-change");

        await phone.SendAsync("PUT", "/users/me/password", body, 204, key);
        await phone.SendAsync("PUT", "/users/me/password", body, 204, key);

        await phone.SendAsync("GET", "/users/me");
        await Eventually.HoldsAsync(
            async () => (int)(await desk.RespondAsync("GET", "/users/me")).StatusCode == 401,
            "the other session is refused");
        var (email, old) = ($"{Handle}@example.org", ServerHost.Password);
        await phone.RefusedAsync(
            401, "invalid_credentials", "POST", "/auth/login", new { email, password = old });
        await phone.SendAsync("POST", "/auth/login", new { email, password = Next });
        desk.Client.Dispose();
        phone.Client.Dispose();
    }

    [Fact]
    public async Task Put_WhenAFieldIsAmiss_ThenItIsNamed()
    {
        await RefusedAsync("quite wrong indeed", Next, "current_password_wrong", "currentPassword");
        await RefusedAsync(ServerHost.Password, "password1", "validation_failed", "newPassword");
        await RefusedAsync(ServerHost.Password, ServerHost.Password, "validation_failed", "newPassword");
        await server.Owner.SendAsync("GET", "/users/me");
    }

    private async Task RefusedAsync(string current, string next, string code, string field)
    {
        var problem = await server.Owner.RefusedAsync(
            400, code, "PUT", "/users/me/password", new { currentPassword = current, newPassword = next });
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }
}
