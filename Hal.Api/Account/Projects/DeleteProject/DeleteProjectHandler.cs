using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Projects.DeleteProject;

public sealed class DeleteProjectHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time) : IRequestHandler<DeleteProjectCommand, Result<Nothing>>
{
    public async Task<Result<Nothing>> Handle(DeleteProjectCommand request, CancellationToken cancellationToken)
    {
        if (await ProjectReader.ReadAsync(session, call.ProjectId.Value) is not var (before, _))
            return WidgetProblems.NoSuchProject;

        var batch = new SqlBatch();
        ProjectWrites.Delete(batch, before, time.UtcNow());
        session.Enlist(batch);
        outcome.Wrote(before.Id, before.Version);
        return Nothing.Value;
    }
}
