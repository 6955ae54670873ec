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

namespace Hal.Api.Account.Auth.Signup;

public sealed class SignupHandler(
    Database database,
    Caller caller,
    Outcome outcome,
    Passwords passwords,
    AccessTokens tokens,
    TimeProvider time
) : IRequestHandler<SignupCommand, Result<SignupResponse>>
{
    public async Task<Result<SignupResponse>> Handle(SignupCommand request, CancellationToken cancellationToken)
    {
        var email = Email.Normalize(request.Email)!;
        if (await database.ReadOneAsync<bool>(NewMember.IsTaken, email))
            return NewMember.Taken;

        var (batch, now) = (new SqlBatch(), time.UtcNow());
        var company = request.CompanyName!.Trim();
        var name = CallerId.OrAbsent(request.Name)?.Trim();
        var account = NewProject.AddAccount(batch, company, now);
        var project = NewProject.Add(batch, account, company, now);
        var member = NewMember.Add(batch, account, email, name, passwords.Hash(request.Password!), Role.Owner, now);
        var started = NewSession.Start(batch, member, now);
        database.Enlist(batch);
        caller.ActAs(account, member);
        outcome.Wrote(member);
        return new SignupResponse(
            await tokens.IssueAsync(member, started.SessionId),
            started.RefreshToken,
            (int)AccessTokens.Lifetime.TotalSeconds,
            new MemberAnswer(member, email, name, company, RoleText.Owner),
            new ProjectAnswer(project.Id, company, now, 1)
        );
    }
}
