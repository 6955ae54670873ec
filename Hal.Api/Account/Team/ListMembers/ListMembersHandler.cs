using Hal.Api.Domain.Members;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Team.ListMembers;

public sealed class ListMembersHandler(AccountCall call, Session session) : IRequestHandler<ListMembersQuery, Result<ListMembersResponse>>
{
    private const string Page = $"""
        select {TeamMemberAnswer.Columns} from members where account_id = $1 and id < $2 order by id desc limit $3
        """;

    public async Task<Result<ListMembersResponse>> Handle(ListMembersQuery request, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync(
            new SqlBatch().Add(Page, call.Member.AccountId, request.After.Id, request.Probe), results => results.ListAsync<TeamMemberAnswer>());
        var (members, next) = request.Cut(rows, member => Cursor.Of(member.Id));
        return new ListMembersResponse(members, next);
    }
}
