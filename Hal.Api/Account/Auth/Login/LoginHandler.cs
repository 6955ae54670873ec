using Hal.Api.Credentials;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Domain.Projects;
using Hal.Api.Http;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Auth.Login;

public sealed class LoginHandler(Database database, Caller caller, Outcome outcome, Passwords passwords, AccessTokens tokens, TimeProvider time)
    : IRequestHandler<LoginCommand, Result<LoginResponse>>
{
    private const string Find = """
        select m.id, m.account_id, m.version, m.name, m.role, m.password_hash, a.name as company_name
        from members m
        join accounts a on a.id = m.account_id
        where m.email = $1
        """;

    private const string Projects = $"""
        select {ProjectAnswer.Columns} from projects where account_id = (select account_id from members where email = $1) and deleted_at is null order by id
        """;

    // A change of the password ends the sessions it finds. Holding the member's row until this one is there lets none slip through that the old password began.
    private const string Hold = """
        with held as materialized (select version from members where id = $1 for share)
        select assert_unchanged(exists (select from held where version = $2))
        """;

    public async Task<Result<LoginResponse>> Handle(LoginCommand request, CancellationToken cancellationToken)
    {
        var email = Email.Normalize(request.Email)!;
        var (member, projects) = await database.ReadAsync(
            new SqlBatch().Add(Find, email).Add(Projects, email),
            async results => (await results.SingleOrDefaultAsync<Row>(), await results.ListAsync<ProjectAnswer>()));
        if (!passwords.IsRight(member?.PasswordHash, request.Password!) || member is null)
            return SignInProblems.Credentials;

        var batch = new SqlBatch().Add(Hold, member.Id, member.Version);
        var started = NewSession.Start(batch, member.Id, time.UtcNow());
        database.Enlist(batch);
        caller.ActAs(member.AccountId, member.Id);
        outcome.Wrote(started.SessionId);
        return new LoginResponse(
            await tokens.IssueAsync(member.Id, started.SessionId),
            started.RefreshToken,
            (int)AccessTokens.Lifetime.TotalSeconds,
            new MemberAnswer(member.Id, email, member.Name, member.CompanyName, member.Role),
            projects);
    }

    private sealed record Row(Guid Id, Guid AccountId, long Version, string? Name, string Role, string PasswordHash, string CompanyName);
}
