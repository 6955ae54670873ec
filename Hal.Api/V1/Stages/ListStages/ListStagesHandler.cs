using Hal.Api.Domain.Stages;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Stages.ListStages;

public sealed class ListStagesHandler(V1Call call, Outcome outcome) : IRequestHandler<ListStagesQuery, Result<ListStagesResponse>>
{
    // The stages are known already. The pipeline checks that they are still up to date before it answers.
    public Task<Result<ListStagesResponse>> Handle(ListStagesQuery request, CancellationToken cancellationToken)
    {
        var page = StagePage.Of(call.Project.Stages, request.Page);
        outcome.Shows(call.Project.Version);
        return Task.FromResult<Result<ListStagesResponse>>(new ListStagesResponse(page.Stages, page.NextCursor));
    }
}
