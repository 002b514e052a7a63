namespace TaskManagement.Contracts.Users;

/// <summary>What signer and verifiers of access tokens agree on.</summary>
public static class AccessTokenFormat
{
    /// <summary>The one algorithm (RFC 7518 §3.4).</summary>
    public const string Algorithm = "ES256";

    /// <summary>Claim: the user's id.</summary>
    public const string SubjectClaim = "sub";

    /// <summary>Claim: the names of the user's roles, one claim each.</summary>
    public const string RolesClaim = "roles";

    /// <summary>Claim: the session that the token belongs to.</summary>
    public const string SessionClaim = "sid";

    /// <summary>The setting that names the issuer.</summary>
    public const string IssuerSetting = "Auth:Issuer";

    /// <summary>The setting that names the audience.</summary>
    public const string AudienceSetting = "Auth:Audience";

    /// <summary>Issuer and audience where nothing is set.</summary>
    public const string IssuerDefault = "taskmanagement";
}
