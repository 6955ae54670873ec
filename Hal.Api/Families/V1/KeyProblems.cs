using Hal.Api.Platform.Errors;

namespace Hal.Api.Families.V1;

/// <summary>What can be wrong with an API key (contract 6).</summary>
public static class KeyProblems
{
    /// <summary>No key was sent.</summary>
    public static readonly ProblemCode KeyRequired = new(401, "api_key_required", "Send an API key");

    /// <summary>The key is expired, revoked or not one of ours.</summary>
    public static readonly ProblemCode InvalidKey = new(401, "invalid_api_key", "The API key is not valid");

    /// <summary>The key lacks a scope.</summary>
    public static readonly ProblemCode MissingScope = new(403, "missing_scope", "The API key lacks a scope");

    /// <summary>The 401 of a call without a key.</summary>
    public static Problem NoKey => new(KeyRequired, $"Send {KeyAuthentication.Header} with an API key of the project.");

    /// <summary>The 401 of a key that is not valid. The answer is the same for an expired, a revoked and an unknown key.</summary>
    public static Problem NotAKey => new(InvalidKey, "The API key has expired, was revoked, or never was one.");

    /// <summary>The 403 that names the scope needed.</summary>
    /// <param name="scope">The scope.</param>
    public static Problem ScopeMissing(string scope) =>
        new(MissingScope, $"This needs the scope {scope}, which the API key does not have.");
}
