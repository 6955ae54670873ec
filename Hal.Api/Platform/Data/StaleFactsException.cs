namespace Hal.Api.Platform.Data;

/// <summary>
/// A read found that what this instance remembers of the caller's project or membership has changed since. The family behavior reads it
/// again and starts over.
/// </summary>
public sealed class StaleFactsException : Exception;
