using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.DeleteInvitation;

public sealed class DeleteInvitationHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<DeleteInvitationCommand, Result<Nothing>>
{
    private const string Find = "select exists (select from invitations where account_id = $1 and id = $2)";

    private const string Remove = """
        with removed as (delete from invitations where account_id = $1 and id = $2 returning 1)
        select assert_unchanged(exists (select from removed))
        """;

    public async Task<Result<Nothing>> Handle(DeleteInvitationCommand request, CancellationToken cancellationToken)
    {
        var (account, id) = (call.Member.AccountId, ResourceId.Of(request.Id));
        if (!await database.ReadOneAsync<bool>(Find, account, id))
            return Problem.NotFound("invitation");

        database.Enlist(new SqlBatch().Add(Remove, account, id));
        outcome.Wrote(id);
        return Nothing.Value;
    }
}
