using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.PatchMember;

public sealed class PatchMemberHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchMemberCommand, Result<PatchMemberResponse>>
{
    private const string Change = """
        with changed as (
            update members set name = $4, role = $5, version = version + 1, updated_at = $6 where account_id = $1 and id = $2 and version = $3 returning 1)
        select assert_unchanged(exists (select from changed))
        """;

    public async Task<Result<PatchMemberResponse>> Handle(PatchMemberCommand request, CancellationToken cancellationToken)
    {
        var (account, id) = (call.Member.AccountId, ResourceId.Of(request.Id));
        var (before, hasOtherOwner) = await database.ReadAsync(
            new SqlBatch().Add(TeamMemberAnswer.Find, account, id).Add(TeamRules.HasOtherOwner, account, id),
            async results => (await results.SingleOrDefaultAsync<TeamMemberAnswer>(), await results.SingleOrDefaultAsync<bool>()));
        if (before is null)
            return Problem.NotFound("member");

        var (from, to) = (RoleText.Read(before.Role) ?? Role.Agent, RoleText.Read(request.Role.Or(before.Role)) ?? Role.Agent);
        var needed = TeamRules.NeededToChange(id == call.Member.Id, from, to);
        if (call.Member.Role < needed)
            return AccountProblems.RoleMissing(needed);

        var losesOwner = from is Role.Owner && to is not Role.Owner;
        if (losesOwner && !hasOtherOwner)
            return TeamRules.LastOwnerStays;

        var after = before with { Name = request.Name.IsSet ? CallerId.OrAbsent(request.Name.Value)?.Trim() : before.Name, Role = RoleText.Of(to) };
        if (after == before)
        {
            outcome.Wrote(id, before.Version, before.Version);
            return new PatchMemberResponse(before);
        }

        after = after with { Version = before.Version + 1 };
        var batch = new SqlBatch().Add(Change, account, id, before.Version, after.Name, after.Role, time.UtcNow());
        if (losesOwner)
            TeamRules.InsistOnOwner(batch, account);

        database.Enlist(batch);
        outcome.Wrote(id, before.Version, after.Version);
        return new PatchMemberResponse(after);
    }
}
