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
            update members
            set name = $4, role = $5, version = version + 1, updated_at = $6
            where account_id = $1 and id = $2 and version = $3
            returning 1)
        select assert_unchanged(exists (select from changed))
        """;

    public async Task<Result<PatchMemberResponse>> Handle(PatchMemberCommand request, CancellationToken cancellationToken)
    {
        var (account, id) = (call.Member.AccountId, ResourceId.Of(request.Id));
        var read = new SqlRead();
        var before = read.One<TeamMemberAnswer>(TeamMemberAnswer.Find, account, id);
        var hasOtherOwner = read.One<bool>(TeamRules.HasOtherOwner, account, id);
        await database.ReadAsync(read);
        if (before.Value is null)
            return Problem.NotFound("member");

        var (from, to) = (RoleText.Read(before.Value.Role) ?? Role.Agent, RoleText.Read(request.Role.Or(before.Value.Role)) ?? Role.Agent);
        var needed = TeamRules.NeededToChange(id == call.Member.Id, from, to);
        if (call.Member.Role < needed)
            return AccountProblems.RoleMissing(needed);

        var losesOwner = from is Role.Owner && to is not Role.Owner;
        if (losesOwner && !hasOtherOwner.Value)
            return TeamRules.LastOwnerStays;

        var after = before.Value with
        {
            Name = request.Name.IsSet ? CallerId.OrAbsent(request.Name.Value)?.Trim() : before.Value.Name,
            Role = RoleText.Of(to),
        };
        if (after == before.Value)
        {
            outcome.Wrote(id, before.Value.Version, before.Value.Version);
            return new PatchMemberResponse(before.Value);
        }

        after = after with { Version = before.Value.Version + 1 };
        var batch = new SqlBatch().Add(Change, account, id, before.Value.Version, after.Name, after.Role, time.UtcNow());
        if (losesOwner)
            TeamRules.InsistOnOwner(batch, account);

        database.Enlist(batch);
        outcome.Wrote(id, before.Value.Version, after.Version);
        return new PatchMemberResponse(after);
    }
}
