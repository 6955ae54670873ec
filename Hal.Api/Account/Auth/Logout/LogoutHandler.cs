using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Auth.Logout;

public sealed class LogoutHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<LogoutCommand, Result<Nothing>>
{
    private const string Revoke = "update sessions set revoked_at = $2 where id = $1 and revoked_at is null";

    public Task<Result<Nothing>> Handle(LogoutCommand request, CancellationToken cancellationToken)
    {
        database.Enlist(new SqlBatch().Add(Revoke, call.Member.SessionId, time.UtcNow()));
        outcome.Wrote(call.Member.SessionId);
        return Task.FromResult<Result<Nothing>>(Nothing.Value);
    }
}
