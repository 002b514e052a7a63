namespace TaskManagement.Cli.Sessions;

/// <summary>Who is logged in where.</summary>
internal sealed record Session(Uri Server, string AccessToken, string RefreshToken)
{
    /// <summary>Says nothing of the tokens.</summary>
    public override string ToString() => nameof(Session);
}
