using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.ListMembers;

public sealed class ListMembersHandler(AccountCall call, Database database) : IRequestHandler<ListMembersQuery, Result<ListMembersResponse>>
{
    private const string Page = $"""
        select {TeamMemberAnswer.Columns} from members where account_id = $1 and id < $2 order by id desc limit $3
        """;

    public async Task<Result<ListMembersResponse>> Handle(ListMembersQuery request, CancellationToken cancellationToken)
    {
        var rows = await database.ReadListAsync<TeamMemberAnswer>(Page, call.Member.AccountId, request.Page.After.Id, request.Page.Probe);
        var (members, next) = request.Page.Cut(rows, member => Cursor.Of(member.Id));
        return new ListMembersResponse(members, next);
    }
}
