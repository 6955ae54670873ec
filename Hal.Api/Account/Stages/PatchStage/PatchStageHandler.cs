using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.PatchStage;

public sealed class PatchStageHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchStageCommand, Result<PatchStageResponse>>
{
    public async Task<Result<PatchStageResponse>> Handle(PatchStageCommand request, CancellationToken cancellationToken)
    {
        var facts = await database.ReadAsync(StageFacts.AddTo(new SqlBatch(), call.ProjectId), StageFacts.TakeAsync);
        if (facts.Stages.ById(ResourceId.Of(request.Id)) is not { } before)
            return Problem.NotFound("stage");

        var stage = before with
        {
            Name = request.Name.Value?.Trim() ?? before.Name,
            Type = request.Type.Value is { } type ? StageText.Type(type) : before.Type,
        };
        if (StageRules.Taken(facts.Stages, stage) is { } taken)
            return taken;

        var after = facts.Stages.Place(stage, request.Position.Value);
        var batch = new SqlBatch();
        var version = facts.Save(batch, call.ProjectId, after, time.UtcNow());
        database.Enlist(batch);
        outcome.Wrote(stage.Id, facts.Version, version);
        return new PatchStageResponse(StageAnswer.Of(after.Single(s => s.Id == stage.Id)));
    }
}
