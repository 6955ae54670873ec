using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Stages.PatchStage;

public sealed class PatchStageHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchStageCommand, Result<PatchStageResponse>>
{
    public async Task<Result<PatchStageResponse>> Handle(PatchStageCommand request, CancellationToken cancellationToken)
    {
        var facts = await session.ReadAsync(PipelineFacts.AddTo(new SqlBatch(), call.ProjectId), PipelineFacts.TakeAsync);
        if (facts.Pipeline.ById(ResourceId.Of(request.Id)) is not { } before)
            return Problem.NotFound("stage");

        var stage = before with
        {
            Name = request.Name.Value?.Trim() ?? before.Name,
            Type = request.Type.Value is { } type ? StageText.Type(type) : before.Type,
        };
        if (StageRules.Taken(facts.Pipeline, stage) is { } taken)
            return taken;

        var after = facts.Pipeline.Place(stage, request.Position.Value);
        var batch = new SqlBatch();
        var version = facts.Save(batch, call.ProjectId, after, time.UtcNow());
        session.Enlist(batch);
        outcome.Wrote(stage.Id, facts.Version, version);
        return new PatchStageResponse(StageAnswer.Of(after.Single(s => s.Id == stage.Id)));
    }
}
