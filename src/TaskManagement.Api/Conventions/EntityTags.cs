using System.Globalization;
using Microsoft.Net.Http.Headers;
using TaskManagement.Api.Conventions.Problems;

namespace TaskManagement.Api.Conventions;

/// <summary>Entity tags are versions in quotes (RFC 9110 §8.8.3, §13.1).</summary>
internal static class EntityTags
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that the client decided on, or <c>null</c> where it sets no condition.</summary>
    /// <remarks><c>*</c> asks that the thing exists, which every change of it asks anyway.</remarks>
    public static long? IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header is ["*"])
            return null;
        if (header is [['"', .. var digits, '"']]
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return version;
        throw new ProblemException(ApiProblems.Invalid(
            HeaderNames.IfMatch,
            "is to be one version in quotes, as the header ETag gave it, such as \"7\"",
            "if_match_invalid"));
    }

    /// <summary>Whether the client holds this version already.</summary>
    public static bool IsNoneMatch(HttpRequest request, long version)
    {
        var header = request.Headers.IfNoneMatch;
        if (header.Count == 0)
            return false;
        if (header is ["*"])
            return true;
        return EntityTagHeaderValue.TryParseList(header, out var tags)
            && tags.Any(tag => tag.Tag.Equals(Of(version), StringComparison.Ordinal));
    }
}
