using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Projects.GetProject;

/// <summary>Reads a project.</summary>
public sealed record GetProjectQuery : IRequest<Result<GetProjectResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }

    string? IProjectRequest.NamedProject => Id;
}

/// <summary>The project.</summary>
/// <param name="Project">The project.</param>
public sealed record GetProjectResponse(ProjectAnswer Project);
