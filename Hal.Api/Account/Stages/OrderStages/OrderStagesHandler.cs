using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.OrderStages;

public sealed class OrderStagesHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<OrderStagesCommand, Result<OrderStagesResponse>>
{
    public async Task<Result<OrderStagesResponse>> Handle(OrderStagesCommand request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var facts = StageFacts.Read(read, call.ProjectId);
        await database.ReadAsync(read);
        if (facts.Value.Stages.Ordered([.. request.StageIds!.Select(ResourceId.Of)]) is not { } after)
            return Problem.Invalid("stage_ids", $"This must name each of the {facts.Value.Stages.All.Count} stages exactly once.");

        var batch = new SqlBatch();
        var version = facts.Value.Save(batch, call.ProjectId, after, time.UtcNow());
        database.Enlist(batch);
        outcome.Wrote(null, facts.Value.Version, version);
        return new OrderStagesResponse([.. after.Select(StageAnswer.Of)]);
    }
}
