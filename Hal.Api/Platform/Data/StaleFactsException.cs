namespace Hal.Api.Platform.Data;

/// <summary>
/// Thrown when a read finds that what this instance remembers of the caller has changed. The family behavior reads it again and starts
/// over.
/// </summary>
public sealed class StaleFactsException : Exception;
