using Hal.Api.Domain.Projects;
using Hal.Api.Families;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Projects.DeleteProject;

public sealed class DeleteProjectHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<DeleteProjectCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(DeleteProjectCommand request, CancellationToken cancellationToken)
    {
        if (await ProjectReader.ReadAsync(database, call.ProjectId.Value) is not var (before, _))
            return ProjectProblems.NoSuchProject;

        var batch = new SqlBatch();
        ProjectWrites.Delete(batch, before, time.UtcNow());
        database.Enlist(batch);
        outcome.Wrote(before.Id, before.Version);
        return Nothing.Value;
    }
}
