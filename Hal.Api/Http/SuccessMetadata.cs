namespace Hal.Api.Http;

/// <summary>How an operation answers when it succeeds.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="IsLocated">Whether what was created is found below the operation's own address, which <c>Location</c> then tells.</param>
public sealed record SuccessMetadata(int Status, bool IsLocated = false);

/// <summary>The record that an operation's request is read into.</summary>
/// <param name="Request">The command or query.</param>
public sealed record RequestMetadata(Type Request);
