using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Stages.CreateStage;

public sealed class CreateStageHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateStageCommand, Result<CreateStageResponse>>
{
    public async Task<Result<CreateStageResponse>> Handle(CreateStageCommand request, CancellationToken cancellationToken)
    {
        var facts = await session.ReadAsync(PipelineFacts.AddTo(new SqlBatch(), call.ProjectId), PipelineFacts.TakeAsync);
        var stage = new Stage(Ids.New(), request.Name!.Trim(), 0, StageText.Type(request.Type ?? StageText.Open));
        if (StageRules.Taken(facts.Pipeline, stage) is { } taken)
            return taken;

        if (facts.Pipeline.Stages.Count >= StageRules.MaxStages)
            return new Problem(StageRules.TooMany, $"The pipeline has {StageRules.MaxStages} stages; delete one first.");

        var after = facts.Pipeline.Place(stage, request.Position);
        var batch = new SqlBatch();
        var version = facts.Save(batch, call.ProjectId, after, time.UtcNow());
        session.Enlist(batch);
        outcome.Wrote(stage.Id, facts.Version, version);
        return new CreateStageResponse(StageAnswer.Of(after.Single(s => s.Id == stage.Id)));
    }
}
