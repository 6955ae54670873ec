using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Stages.OrderStages;

public sealed class OrderStagesHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<OrderStagesCommand, Result<OrderStagesResponse>>
{
    public async Task<Result<OrderStagesResponse>> Handle(OrderStagesCommand request, CancellationToken cancellationToken)
    {
        var facts = await session.ReadAsync(PipelineFacts.AddTo(new SqlBatch(), call.ProjectId), PipelineFacts.TakeAsync);
        if (facts.Pipeline.Ordered([.. request.StageIds!.Select(ResourceId.Of)]) is not { } after)
            return Problem.Invalid("stage_ids", $"This has to name each of the {facts.Pipeline.Stages.Count} stages exactly once.");

        var batch = new SqlBatch();
        var version = facts.Save(batch, call.ProjectId, after, time.UtcNow());
        session.Enlist(batch);
        outcome.Wrote(null, facts.Version, version);
        return new OrderStagesResponse([.. after.Select(StageAnswer.Of)]);
    }
}
