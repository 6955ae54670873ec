using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.CreateInvitation;

public sealed class CreateInvitationHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateInvitationCommand, Result<CreateInvitationResponse>>
{
    private const string Replace = "delete from invitations where account_id = $1 and email = $2";

    private const string Insert = """
        insert into invitations (account_id, id, email, role, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public async Task<Result<CreateInvitationResponse>> Handle(CreateInvitationCommand request, CancellationToken cancellationToken)
    {
        var email = Email.Normalize(request.Email)!;
        var needed = TeamRules.NeededToGive(RoleText.Read(request.Role) ?? Role.Owner);
        if (call.Member.Role < needed)
            return AccountProblems.RoleMissing(needed);

        if (await database.ReadOneAsync<bool>(NewMember.IsTaken, email))
            return new Problem(NewMember.EmailTaken, "email: somebody has signed up with this address.");

        var now = time.UtcNow();
        var (account, token) = (call.Member.AccountId, NewSession.NewToken());
        var invitation = new InvitationAnswer(Ids.New(), email, request.Role!, now, now + Invitation.Lifetime);
        database.Enlist(
            new SqlBatch()
                .Add(Replace, account, email)
                .Add(Insert, account, invitation.Id, email, invitation.Role, NewSession.HashOf(token), now, invitation.ExpiresAt)
        );
        outcome.Wrote(invitation.Id);
        return new CreateInvitationResponse(invitation, token);
    }
}
