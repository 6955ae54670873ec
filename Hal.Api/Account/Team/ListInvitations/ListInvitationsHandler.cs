using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Team.ListInvitations;

public sealed class ListInvitationsHandler(AccountCall call, Session session) : IRequestHandler<ListInvitationsQuery, Result<ListInvitationsResponse>>
{
    private const string Page = $"""
        select {InvitationAnswer.Columns} from invitations where account_id = $1 and id < $2 order by id desc limit $3
        """;

    public async Task<Result<ListInvitationsResponse>> Handle(ListInvitationsQuery request, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync(
            new SqlBatch().Add(Page, call.Member.AccountId, request.After.Id, request.Probe), results => results.ListAsync<InvitationAnswer>());
        var (invitations, next) = request.Cut(rows, invitation => Cursor.Of(invitation.Id));
        return new ListInvitationsResponse(invitations, next);
    }
}
