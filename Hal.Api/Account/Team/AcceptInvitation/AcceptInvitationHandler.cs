using Hal.Api.Credentials;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Http;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.AcceptInvitation;

public sealed class AcceptInvitationHandler(
    Database database,
    Caller caller,
    Outcome outcome,
    Passwords passwords,
    AccessTokens tokens,
    TimeProvider time
) : IRequestHandler<AcceptInvitationCommand, Result<AcceptInvitationResponse>>
{
    private const string Find = """
        select i.id, i.account_id, i.email, i.role, i.expires_at, a.name as company_name,
               exists (select from members m where m.email = i.email) as is_taken
        from invitations i
        join accounts a on a.id = i.account_id
        where i.token_hash = $1
        """;

    private const string Use = """
        with used as (delete from invitations where account_id = $1 and id = $2 returning 1)
        select assert_unchanged(exists (select from used))
        """;

    public async Task<Result<AcceptInvitationResponse>> Handle(AcceptInvitationCommand request, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var invitation = await database.ReadOneAsync<Row>(Find, NewSession.HashOf(request.Token!));
        if (invitation is null || invitation.ExpiresAt <= now)
            return Invitation.NotValid;

        if (invitation.IsTaken)
            return NewMember.Taken;

        var name = CallerId.OrAbsent(request.Name)?.Trim();
        var batch = new SqlBatch().Add(Use, invitation.AccountId, invitation.Id);
        var member = NewMember.Add(
            batch,
            invitation.AccountId,
            invitation.Email,
            name,
            passwords.Hash(request.Password!),
            RoleText.Read(invitation.Role) ?? Role.Agent,
            now
        );
        var started = NewSession.Start(batch, member, now);
        database.Enlist(batch);
        caller.ActAs(invitation.AccountId, member);
        outcome.Wrote(member);
        return new AcceptInvitationResponse(
            await tokens.IssueAsync(member, started.SessionId),
            started.RefreshToken,
            (int)AccessTokens.Lifetime.TotalSeconds,
            new MemberAnswer(member, invitation.Email, name, invitation.CompanyName, invitation.Role)
        );
    }

    private sealed record Row(Guid Id, Guid AccountId, string Email, string Role, DateTime ExpiresAt, string CompanyName, bool IsTaken);
}
