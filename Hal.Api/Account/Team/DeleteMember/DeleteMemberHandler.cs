using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.DeleteMember;

public sealed class DeleteMemberHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<DeleteMemberCommand, Result<Nothing>>
{
    private const string Remove = """
        with removed as (delete from members where account_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from removed))
        """;

    public async Task<Result<Nothing>> Handle(DeleteMemberCommand request, CancellationToken cancellationToken)
    {
        var (account, id) = (call.Member.AccountId, ResourceId.Of(request.Id));
        var read = new SqlRead();
        var member = read.One<TeamMemberAnswer>(TeamMemberAnswer.Find, account, id);
        var hasOtherOwner = read.One<bool>(TeamRules.HasOtherOwner, account, id);
        await database.ReadAsync(read);
        if (member.Value is null)
            return Problem.NotFound("member");

        var role = RoleText.Read(member.Value.Role) ?? Role.Agent;
        var needed = TeamRules.NeededToRemove(id == call.Member.Id, role);
        if (call.Member.Role < needed)
            return AccountProblems.RoleMissing(needed);

        if (role is Role.Owner && !hasOtherOwner.Value)
            return TeamRules.LastOwnerStays;

        var batch = new SqlBatch().Add(Remove, account, id, member.Value.Version);
        if (role is Role.Owner)
            TeamRules.InsistOnOwner(batch, account);

        database.Enlist(batch);
        outcome.Wrote(id, member.Value.Version);
        return Nothing.Value;
    }
}
