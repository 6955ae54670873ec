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

public sealed class LoginHandler(
    Database database,
    Caller caller,
    Outcome outcome,
    Passwords passwords,
    AccessTokens tokens,
    TimeProvider time
) : IRequestHandler<LoginCommand, Result<LoginResponse>>
{
    private const string Find = """
        select m.id, m.account_id, m.version, m.name, m.role, m.password_hash, a.name as company_name
        from members m
        join accounts a on a.id = m.account_id
        where m.email = $1
        """;

    private const string Projects = $"""
        select {ProjectAnswer.Columns}
        from projects
        where account_id = (select account_id from members where email = $1) and deleted_at is null
        order by id
        """;

    // A password change ends the sessions that it finds. The lock on the member's row makes it wait for this session, so that no session
    // that was started with the old password survives.
    private const string Hold = """
        with held as materialized (select version from members where id = $1 for share)
        select assert_unchanged(exists (select from held where version = $2))
        """;

    public async Task<Result<LoginResponse>> Handle(LoginCommand request, CancellationToken cancellationToken)
    {
        var email = Email.Normalize(request.Email)!;
        var read = new SqlRead();
        var member = read.One<Row>(Find, email);
        var projects = read.List<ProjectAnswer>(Projects, email);
        await database.ReadAsync(read);
        if (!passwords.IsRight(member.Value?.PasswordHash, request.Password!) || member.Value is null)
            return SignInProblems.Credentials;

        var batch = new SqlBatch().Add(Hold, member.Value.Id, member.Value.Version);
        var started = NewSession.Start(batch, member.Value.Id, time.UtcNow());
        database.Enlist(batch);
        caller.ActAs(member.Value.AccountId, member.Value.Id);
        outcome.Wrote(started.SessionId);
        return new LoginResponse(
            await tokens.IssueAsync(member.Value.Id, started.SessionId),
            started.RefreshToken,
            (int)AccessTokens.Lifetime.TotalSeconds,
            new MemberAnswer(member.Value.Id, email, member.Value.Name, member.Value.CompanyName, member.Value.Role),
            projects.Value
        );
    }

    private sealed record Row(Guid Id, Guid AccountId, long Version, string? Name, string Role, string PasswordHash, string CompanyName);
}
