using Microsoft.IdentityModel.Tokens;

namespace TaskManagement.Api.Auth;

/// <summary>The token is a good one, of a session that has ended.</summary>
internal sealed class SessionEndedException() : SecurityTokenValidationException("The session has ended.");
