using Hal.Api.Background;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Companies.SetStage;

public sealed class SetStageHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<SetStageCommand, Result<SetStageResponse>>
{
    public async Task<Result<SetStageResponse>> Handle(SetStageCommand request, CancellationToken cancellationToken)
    {
        var companyRef = CallerId.OrAbsent(request.CompanyId)?.Trim();
        var facts = await ActingFacts.ReadAsync(database, call.Project, request.VisitorId!, companyRef);
        var acting = facts.Resolve(call.Proof, call.Project.Stages, companyRef, request.Stage!);
        if (!acting.Succeeded)
            return acting.Problem;

        var (before, company, wanted) = acting.Value;
        var stage = wanted!;
        var visitor = before.ProvenBy(call.Proof);
        var mode = StageText.Mode(request.StageUpdateMode) ?? call.Project.StageUpdateMode;
        var decision = StagePrecedence.Decide(mode, call.Project.Stages.ById(company.StageId), stage);
        var (batch, now) = (new SqlBatch(), time.UtcNow());
        if (decision.Applied)
            CompanyWrites.Save(batch, call.Project, company, company with { StageId = stage.Id }, ChangeOrigin.Widget(visitor.Id, now));

        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, before, visitor, now);
        database.Enlist(batch);

        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, isNew: false, visitor.ContactUserId);
        return new SetStageResponse(company.Id, new SetStageStage(stage.Id, stage.Name), decision.Applied, decision.Reason);
    }
}
