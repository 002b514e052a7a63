using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TaskManagement.Blobs.Tests.S3;

/// <summary>AWS Signature Version 4, the server's side of it: whether a request was signed with a secret.</summary>
internal static class S3Signature
{
    private const string Scheme = "AWS4-HMAC-SHA256";

    public static bool IsOf(HttpRequest request, byte[] body, string accessKey, string secretKey)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme + " ", StringComparison.Ordinal))
            return false;
        var fields = header[(Scheme.Length + 1)..].Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2))
            .ToDictionary(field => field[0], field => field[1]);
        var scope = fields["Credential"].Split('/', 2);
        var digest = request.Headers["x-amz-content-sha256"].ToString();
        return scope[0] == accessKey
            && digest == Convert.ToHexStringLower(SHA256.HashData(body))
            && fields["Signature"] == Expected(request, digest, fields["SignedHeaders"], scope[1], secretKey);
    }

    private static string Expected(
        HttpRequest request, string digest, string signedHeaders, string scope, string secretKey)
    {
        var canonical = string.Join('\n', Canonical(request, digest, signedHeaders));
        var text = string.Join(
            '\n',
            Scheme,
            request.Headers["x-amz-date"].ToString(),
            scope,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), Signed);
        return Convert.ToHexStringLower(Signed(key, text));
    }

    private static IEnumerable<string> Canonical(HttpRequest request, string digest, string signedHeaders)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        yield return request.Method;
        yield return target[0];
        var query = target.ElementAtOrDefault(1) ?? "";
        yield return string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=")
            .Order(StringComparer.Ordinal));
        foreach (var name in signedHeaders.Split(';'))
            yield return $"{name}:{request.Headers[name].ToString().Trim()}";
        yield return "";
        yield return signedHeaders;
        yield return digest;
    }

    private static byte[] Signed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
