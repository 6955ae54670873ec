using Hal.Api.Domain.ProjectIds;
using Hal.Api.Domain.Projects;

namespace Hal.Api.Families.Help;

/// <summary>What has been established about a request of the help center.</summary>
public sealed class HelpCall
{
    private Project? _project;

    /// <summary>The project, whose help center is on.</summary>
    public Project Project => _project ?? throw new InvalidOperationException("No request of the help center has been admitted.");

    /// <summary>The project's id.</summary>
    public ProjectId ProjectId => Project.Id;

    internal void Admit(Project project) => _project = project;
}
