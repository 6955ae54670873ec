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

namespace Hal.Api.Widget.Companies.SetDeal;

public sealed class SetDealHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<SetDealCommand, Result<SetDealResponse>>
{
    public async Task<Result<SetDealResponse>> Handle(SetDealCommand request, CancellationToken cancellationToken)
    {
        var companyRef = CallerId.OrAbsent(request.CompanyId)?.Trim();
        var facts = await ActingFacts.ReadAsync(database, call.Project, request.VisitorId!, companyRef);
        var acting = facts.Resolve(call.Proof, call.Project.Stages, companyRef, CallerId.OrAbsent(request.Stage));
        if (!acting.Succeeded)
            return acting.Problem;

        var (before, company, stage) = acting.Value;
        var visitor = before.ProvenBy(call.Proof);
        DealValue.TryRead(request.DealValue, out var deal);
        var after = company with { DealValue = deal };
        var decision = StageDecision.Apply;
        if (stage is not null)
        {
            var mode = StageText.Mode(request.StageUpdateMode) ?? call.Project.StageUpdateMode;
            decision = StagePrecedence.Decide(mode, call.Project.Stages.ById(company.StageId), stage);
            after = decision.Applied ? after with { StageId = stage.Id } : after;
        }

        var (batch, now) = (new SqlBatch(), time.UtcNow());
        CompanyWrites.Save(batch, call.Project, company, after, ChangeOrigin.Widget(visitor.Id, now));
        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, before, visitor, now);
        database.Enlist(batch);

        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, isNew: false, visitor.ContactUserId);
        return new SetDealResponse(
            company.Id,
            deal,
            stage is null ? null : new SetDealStage(stage.Id, stage.Name),
            decision.Applied,
            decision.Reason
        );
    }
}
