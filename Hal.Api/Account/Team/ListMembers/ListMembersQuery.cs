using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Team.ListMembers;

/// <summary>Lists the workspace's members.</summary>
public sealed record ListMembersQuery : PageQuery, IRequest<Result<ListMembersResponse>>, IMemberRequest
{
    public static Role Needs => Role.Agent;
}

/// <summary>A page of members.</summary>
/// <param name="Members">The members, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null for the last.</param>
public sealed record ListMembersResponse(IReadOnlyList<TeamMemberAnswer> Members, string? NextCursor);

public sealed class ListMembersValidator : AbstractValidator<ListMembersQuery>
{
    public ListMembersValidator() => Include(new PageRules<ListMembersQuery>());
}
