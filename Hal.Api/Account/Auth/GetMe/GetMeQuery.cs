using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Auth.GetMe;

/// <summary>Reads who is signed in.</summary>
public sealed record GetMeQuery : IRequest<Result<GetMeResponse>>, IMemberRequest
{
    public static Role Needs => Role.Agent;
}

/// <summary>You and what you work on.</summary>
/// <param name="User">You.</param>
/// <param name="Projects">The workspace's projects, oldest first.</param>
public sealed record GetMeResponse(MemberAnswer User, IReadOnlyList<ProjectAnswer> Projects);
