using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Team.ListInvitations;

/// <summary>Lists the workspace's invitations.</summary>
public sealed record ListInvitationsQuery : PageQuery, IRequest<Result<ListInvitationsResponse>>, IMemberRequest
{
    public static Role Needs => Role.Admin;
}

/// <summary>A page of invitations.</summary>
/// <param name="Invitations">The invitations, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null for the last.</param>
public sealed record ListInvitationsResponse(IReadOnlyList<InvitationAnswer> Invitations, string? NextCursor);

public sealed class ListInvitationsValidator : AbstractValidator<ListInvitationsQuery>
{
    public ListInvitationsValidator() => Include(new PageRules<ListInvitationsQuery>());
}
