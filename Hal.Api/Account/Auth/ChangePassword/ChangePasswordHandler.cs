using Hal.Api.Credentials;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Auth.ChangePassword;

public sealed class ChangePasswordHandler(AccountCall call, Database database, Outcome outcome, Passwords passwords, TimeProvider time)
    : IRequestHandler<ChangePasswordCommand, Result<Nothing>>
{
    private const string Find = "select password_hash, version from members where id = $1";

    private const string Change = """
        with changed as (
            update members set password_hash = $3, version = version + 1, updated_at = $4 where id = $1 and version = $2 returning 1)
        select assert_unchanged(exists (select from changed))
        """;

    // After the change, which waits for sign-ins in progress, so that their sessions exist by now.
    private const string EndOthers = "update sessions set revoked_at = $3 where member_id = $1 and id <> $2 and revoked_at is null";

    public async Task<Result<Nothing>> Handle(ChangePasswordCommand request, CancellationToken cancellationToken)
    {
        var member = call.Member;
        var stored = await database.ReadOneAsync<Row>(Find, member.Id);
        if (!passwords.IsRight(stored?.PasswordHash, request.CurrentPassword!) || stored is null)
            return Problem.Invalid("current_password", "This is not your current password.", SignInProblems.WrongPassword);

        var now = time.UtcNow();
        database.Enlist(
            new SqlBatch()
                .Add(Change, member.Id, stored.Version, passwords.Hash(request.NewPassword!), now)
                .Add(EndOthers, member.Id, member.SessionId, now)
        );
        outcome.Wrote(member.Id);
        return Nothing.Value;
    }

    private sealed record Row(string PasswordHash, long Version);
}
