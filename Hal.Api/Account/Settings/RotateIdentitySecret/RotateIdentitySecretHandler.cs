using Hal.Api.Domain.Projects;
using Hal.Api.Families;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Settings.RotateIdentitySecret;

public sealed class RotateIdentitySecretHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<RotateIdentitySecretCommand, Result<RotateIdentitySecretResponse>>
{
    public async Task<Result<RotateIdentitySecretResponse>> Handle(RotateIdentitySecretCommand request, CancellationToken cancellationToken)
    {
        if (await ProjectReader.ReadAsync(database, call.ProjectId.Value) is not var (before, _))
            return ProjectProblems.NoSuchProject;

        var (batch, secret) = (new SqlBatch(), NewProject.NewSecret());
        var until = ProjectWrites.Rotate(batch, before, secret, time.UtcNow());
        database.Enlist(batch);
        outcome.Wrote(before.Id, before.Version, before.Version + 1);
        return new RotateIdentitySecretResponse(secret, until);
    }
}
