using Hal.Api.Domain.Projects;
using Hal.Api.Families;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Projects.PatchProject;

public sealed class PatchProjectHandler(AccountCall call, Database database, Outcome outcome)
    : IRequestHandler<PatchProjectCommand, Result<PatchProjectResponse>>
{
    public async Task<Result<PatchProjectResponse>> Handle(PatchProjectCommand request, CancellationToken cancellationToken)
    {
        if (await ProjectReader.ReadAsync(database, call.ProjectId.Value) is not var (before, _))
            return ProjectProblems.NoSuchProject;

        var answer = new ProjectAnswer(before.Id, request.Name.Value?.Trim() ?? before.Name, before.CreatedAt, before.Version);
        if (answer.Name != before.Name)
        {
            var batch = new SqlBatch();
            ProjectWrites.Save(batch, before, SettingsAnswer.Of(before) with { Name = answer.Name });
            database.Enlist(batch);
            answer = answer with { Version = before.Version + 1 };
        }

        outcome.Wrote(before.Id, before.Version, answer.Version);
        return new PatchProjectResponse(answer);
    }
}
