using System.Text.RegularExpressions;
using Hal.Api.Platform.Values;

namespace Hal.Api.Http;

/// <summary>The name of a use case outside the code.</summary>
public static partial class RequestName
{
    /// <summary>The use case's name in snake_case: <c>PatchContactCommand</c> is <c>patch_contact</c>.</summary>
    /// <param name="request">The command or query.</param>
    public static string Of(Type request)
    {
        return HalJson.Name(Suffix().Replace(request.Name, ""));
    }

    [GeneratedRegex("(Command|Query)$")]
    private static partial Regex Suffix();
}
