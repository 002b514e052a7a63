using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Users;

/// <summary>The caller's password.</summary>
internal static class PasswordEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapWrite(HttpMethods.Put, "/users/me/password", Change, new RouteDescription("Change one's password")
        {
            Remarks = "All other sessions end. 8 to 128 characters, and none of the passwords that are guessed first.",
            Body = typeof(ChangePasswordBody),
            Status = StatusCodes.Status204NoContent,
        }).RequireAuthorization(Policies.User);

    private static async Task<Answer> Change(ApiRequest request)
    {
        var body = await request.BodyAsync<ChangePasswordBody>();
        var command = new ChangePassword(
            body.CurrentPassword, body.NewPassword, SessionEndpoints.CurrentOf(request));
        var accounts = request.Grains.GetGrain<IAccountsGrain>(0);
        await request.SendAsync(context => accounts.ChangePassword(context, command));
        return Answer.Empty;
    }
}

/// <summary>Change one's password.</summary>
internal sealed record ChangePasswordBody(string CurrentPassword, string NewPassword)
{
    /// <summary>Says nothing of the passwords.</summary>
    public override string ToString() => nameof(ChangePasswordBody);
}
