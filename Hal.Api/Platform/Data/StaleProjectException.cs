namespace Hal.Api.Platform.Data;

/// <summary>A read found that the project's settings or stages have changed since this instance remembered them. The family behavior reads them again and starts over.</summary>
public sealed class StaleProjectException : Exception;
