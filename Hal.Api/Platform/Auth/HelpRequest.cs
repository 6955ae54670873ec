using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Platform.Auth;

/// <summary>The marker of the public help center: anyone's request about what a project has published (contract 1).</summary>
public interface IHelpRequest
{
    /// <summary>The project, as its address names it.</summary>
    string? Project { get; }
}

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

/// <summary>What can be wrong with a project's help center.</summary>
public static class HelpProblems
{
    /// <summary>The project's help center is off, or there is no such project.</summary>
    public static readonly ProblemCode HelpCenterNotFound = new(404, "help_center_not_found", "There is no help center here");

    /// <summary>The 404 of a project that is not there, and of one whose help center is off: they are not told apart.</summary>
    public static Problem NoHelpCenter => new(HelpCenterNotFound, "The project is not there, or its help center is off.");

    /// <summary>The 404 of a page that is not there, which a draft's is too.</summary>
    public static Problem NoSuchPage => new(ProblemCode.NotFound, "There is no such article here.");
}

/// <summary>Admits a request of the help center: the project has to be there and its help center on, as the database has it now.</summary>
public sealed class HelpBehavior<TRequest, TResponse>(HelpCall call, Caller caller, ProjectStore projects, Session session) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IHelpRequest
    where TResponse : IFallible<TResponse>
{
    private const int MaxTries = 5;

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(next);
        if (!Guid.TryParseExact(request.Project, "D", out var id))
            return TResponse.Failed(HelpProblems.NoHelpCenter);

        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await projects.FindAsync(id, session) is not { } project)
                    return TResponse.Failed(HelpProblems.NoHelpCenter);

                if (!project.HelpCenterEnabled)
                {
                    if (tries > 1)
                        return TResponse.Failed(HelpProblems.NoHelpCenter);

                    // By settings that may be outdated.
                    projects.Forget(id);
                    continue;
                }

                call.Admit(project);
                caller.Enter(project.Id, null);
                return await next();
            }
            catch (StaleFactsException) when (tries < MaxTries)
            {
                projects.Forget(id);
            }
        }
    }
}
