using Hal.Api.Domain.Projects;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Projects.GetProject;

public sealed class GetProjectHandler(AccountCall call, Outcome outcome) : IRequestHandler<GetProjectQuery, Result<GetProjectResponse>>
{
    public Task<Result<GetProjectResponse>> Handle(GetProjectQuery request, CancellationToken cancellationToken)
    {
        // The project is known already. The pipeline checks that it is still up to date before it answers.
        outcome.Shows(call.Project.Version);
        return Task.FromResult<Result<GetProjectResponse>>(new GetProjectResponse(ProjectAnswer.Of(call.Project)));
    }
}
