using Hal.Api.Domain.Projects;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Projects.PatchProject;

public sealed class PatchProjectHandler(AccountCall call, Session session, Outcome outcome) : IRequestHandler<PatchProjectCommand, Result<PatchProjectResponse>>
{
    public async Task<Result<PatchProjectResponse>> Handle(PatchProjectCommand request, CancellationToken cancellationToken)
    {
        if (await ProjectReader.ReadAsync(session, call.ProjectId.Value) is not var (before, _))
            return WidgetProblems.NoSuchProject;

        var answer = new ProjectAnswer(before.Id, request.Name.Value?.Trim() ?? before.Name, before.CreatedAt, before.Version);
        if (answer.Name != before.Name)
        {
            var batch = new SqlBatch();
            ProjectWrites.Save(batch, before, SettingsAnswer.Of(before) with { Name = answer.Name });
            session.Enlist(batch);
            answer = answer with { Version = before.Version + 1 };
        }

        outcome.Wrote(before.Id, before.Version, answer.Version);
        return new PatchProjectResponse(answer);
    }
}
