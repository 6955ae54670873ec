namespace Hal.Api.Http;

/// <summary>The answer of an operation that succeeds.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="IsLocated">Whether the created resource is below the operation's own address, so that the answer carries
/// <c>Location</c>.</param>
public sealed record SuccessMetadata(int Status, bool IsLocated = false);

/// <summary>The record that an operation's request is read into.</summary>
/// <param name="Request">The command or query.</param>
public sealed record RequestMetadata(Type Request);
