using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.ListInvitations;

public sealed class ListInvitationsHandler(AccountCall call, Database database)
    : IRequestHandler<ListInvitationsQuery, Result<ListInvitationsResponse>>
{
    private const string Page = $"""
        select {InvitationAnswer.Columns} from invitations where account_id = $1 and id < $2 order by id desc limit $3
        """;

    public async Task<Result<ListInvitationsResponse>> Handle(ListInvitationsQuery request, CancellationToken cancellationToken)
    {
        var rows = await database.ReadListAsync<InvitationAnswer>(Page, call.Member.AccountId, request.Page.After.Id, request.Page.Probe);
        var (invitations, next) = request.Page.Cut(rows, invitation => Cursor.Of(invitation.Id));
        return new ListInvitationsResponse(invitations, next);
    }
}
