using Hal.Api.Platform.Errors;

namespace Hal.Api.Families;

/// <summary>What can be wrong with the project that a call is about (contract 4, 5).</summary>
public static class ProjectProblems
{
    /// <summary>There is no such project.</summary>
    public static readonly ProblemCode ProjectNotFound = new(404, "project_not_found", "There is no such project");

    /// <summary>The 404 for an id that no project has, or that a project of another workspace has.</summary>
    public static Problem NoSuchProject => new(ProjectNotFound, "No project has this id.");
}
