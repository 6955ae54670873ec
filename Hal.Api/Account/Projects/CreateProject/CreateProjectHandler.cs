using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Projects.CreateProject;

public sealed class CreateProjectHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateProjectCommand, Result<CreateProjectResponse>>
{
    public Task<Result<CreateProjectResponse>> Handle(CreateProjectCommand request, CancellationToken cancellationToken)
    {
        var (batch, now) = (new SqlBatch(), time.UtcNow());
        var name = request.Name!.Trim();
        var project = NewProject.Add(batch, call.Member.AccountId, name, now);
        database.Enlist(batch);
        outcome.Wrote(project.Id, after: NewProject.Version);
        return Task.FromResult<Result<CreateProjectResponse>>(
            new CreateProjectResponse(new ProjectAnswer(project.Id, name, now, NewProject.Version))
        );
    }
}
