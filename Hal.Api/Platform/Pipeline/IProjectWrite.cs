namespace Hal.Api.Platform.Pipeline;

/// <summary>Marks a request that writes to its project, and so may lose a race and be decided again.</summary>
public interface IProjectWrite;
