namespace Hal.Api.Domain.ApiKeys;

/// <summary>An API key that was shown, as last read (contract 6).</summary>
/// <param name="ProjectId">The project it opens.</param>
/// <param name="Id">The key's id.</param>
/// <param name="KeyHash">The SHA-256 of the whole key.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="ExpiresAt">When it ends, in UTC; null for never.</param>
public sealed record ApiKey(Guid ProjectId, Guid Id, byte[] KeyHash, string[] Scopes, DateTime? ExpiresAt);
