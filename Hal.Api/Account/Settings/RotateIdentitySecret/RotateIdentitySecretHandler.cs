using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Settings.RotateIdentitySecret;

public sealed class RotateIdentitySecretHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<RotateIdentitySecretCommand, Result<RotateIdentitySecretResponse>>
{
    public async Task<Result<RotateIdentitySecretResponse>> Handle(RotateIdentitySecretCommand request, CancellationToken cancellationToken)
    {
        if (await ProjectReader.ReadAsync(session, call.ProjectId.Value) is not var (before, _))
            return WidgetProblems.NoSuchProject;

        var (batch, secret) = (new SqlBatch(), NewProject.NewSecret());
        var until = ProjectWrites.Rotate(batch, before, secret, time.UtcNow());
        session.Enlist(batch);
        outcome.Wrote(before.Id, before.Version, before.Version + 1);
        return new RotateIdentitySecretResponse(secret, until);
    }
}
