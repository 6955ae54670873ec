using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Projects.ListProjects;

/// <summary>Lists the workspace's projects.</summary>
public sealed record ListProjectsQuery : PageQuery, IRequest<Result<ListProjectsResponse>>, IMemberRequest
{
    public static Role Needs => Role.Agent;
}

/// <summary>A page of projects.</summary>
/// <param name="Projects">The projects.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record ListProjectsResponse(IReadOnlyList<ProjectAnswer> Projects, string? NextCursor);

public sealed class ListProjectsValidator : AbstractValidator<ListProjectsQuery>
{
    public ListProjectsValidator() => Include(new PageRules<ListProjectsQuery>());
}
