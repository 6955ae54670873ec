using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Widget.Companies.SetStage;

public sealed class SetStageHandler(WidgetCall call, Session session, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<SetStageCommand, Result<SetStageResponse>>
{
    public async Task<Result<SetStageResponse>> Handle(SetStageCommand request, CancellationToken cancellationToken)
    {
        var companyRef = CallerId.OrAbsent(request.CompanyId)?.Trim();
        var facts = await ActingFacts.ReadAsync(session, call.Project, request.VisitorId!, companyRef);
        var acting = facts.Resolve(call, companyRef, request.Stage!);
        if (!acting.Succeeded)
            return acting.Problem;

        var (before, company, wanted) = acting.Value;
        var stage = wanted!;
        var visitor = before.ProvenBy(call);
        var mode = StageText.Mode(request.StageUpdateMode) ?? call.Project.StageUpdateMode;
        var decision = StagePrecedence.Decide(mode, call.Project.Pipeline.ById(company.StageId), stage);
        var (batch, now) = (new SqlBatch(), time.UtcNow());
        if (decision.Applied)
            CompanyWrites.Save(batch, call.Project, company, company with { StageId = stage.Id }, ChangeOrigin.Widget(visitor.Id, now));

        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, before, visitor, now);
        await session.WriteAsync(call.ProjectId, batch);

        lastSeen.Note(call.ProjectId, visitor.Id);
        call.Meet(visitor.Id, isNew: false, visitor.ContactUserId);
        return new SetStageResponse(company.Id, new SetStageStage(stage.Id, stage.Name), decision.Applied, decision.Reason);
    }
}
