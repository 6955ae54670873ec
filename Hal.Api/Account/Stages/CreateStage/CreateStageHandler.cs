using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.CreateStage;

public sealed class CreateStageHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateStageCommand, Result<CreateStageResponse>>
{
    public async Task<Result<CreateStageResponse>> Handle(CreateStageCommand request, CancellationToken cancellationToken)
    {
        var read = new SqlRead();
        var facts = StageFacts.Read(read, call.ProjectId);
        await database.ReadAsync(read);
        var stage = new Stage(Ids.New(), request.Name!.Trim(), 0, StageText.Type(request.Type ?? StageText.Open));
        if (StageRules.Taken(facts.Value.Stages, stage) is { } taken)
            return taken;

        if (facts.Value.Stages.All.Count >= StageRules.MaxStages)
            return new Problem(StageRules.TooMany, $"The pipeline has {StageRules.MaxStages} stages; delete one first.");

        var after = facts.Value.Stages.Place(stage, request.Position);
        var batch = new SqlBatch();
        var version = facts.Value.Save(batch, call.ProjectId, after, time.UtcNow());
        database.Enlist(batch);
        outcome.Wrote(stage.Id, facts.Value.Version, version);
        return new CreateStageResponse(StageAnswer.Of(after.Single(s => s.Id == stage.Id)));
    }
}
