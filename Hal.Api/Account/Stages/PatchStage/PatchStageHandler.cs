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
        var read = new SqlRead();
        var facts = StageFacts.Read(read, call.ProjectId);
        await database.ReadAsync(read);
        if (facts.Value.Stages.ById(ResourceId.Of(request.Id)) is not { } before)
            return Problem.NotFound("stage");

        var stage = before with
        {
            Name = request.Name.Value?.Trim() ?? before.Name,
            Type = request.Type.Value is { } type ? StageText.Type(type) : before.Type,
        };
        if (StageRules.Taken(facts.Value.Stages, stage) is { } taken)
            return taken;

        var after = facts.Value.Stages.Place(stage, request.Position.Value);
        var batch = new SqlBatch();
        var version = facts.Value.Save(batch, call.ProjectId, after, time.UtcNow());
        database.Enlist(batch);
        outcome.Wrote(stage.Id, facts.Value.Version, version);
        return new PatchStageResponse(StageAnswer.Of(after.Single(s => s.Id == stage.Id)));
    }
}
