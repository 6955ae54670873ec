using Hal.Api.Domain.Notices;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Stages.DeleteStage;

public sealed class DeleteStageHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<DeleteStageCommand, Result<Nothing>>
{
    private const string IsInUse = "select exists (select from companies where project_id = $1 and stage_id = $2)";

    private const string Move = $"""
        with moved as (
            update companies set stage_id = $3, version = version + 1, updated_at = $8 where project_id = $1 and stage_id = $2
            returning id),
        told as (
            insert into stream_events (project_id, id, kind, company_id, at)
            select $1, uuid_v7($8), '{StreamNotices.CompanyUpdatedKind}', moved.id, $8
            from moved)
        insert into stage_changes (project_id, id, company_id, from_stage_id, from_name, to_stage_id, to_name, source, actor, changed_at)
        select $1, uuid_v7($8), moved.id, $2, $4, $3, $5, $6, $7, $8
        from moved
        """;

    public async Task<Result<Nothing>> Handle(DeleteStageCommand request, CancellationToken cancellationToken)
    {
        var (project, id) = (call.ProjectId.Value, ResourceId.Of(request.Id));
        var read = new SqlRead();
        var facts = StageFacts.Read(read, call.ProjectId);
        var isInUse = read.One<bool>(IsInUse, project, id);
        await database.ReadAsync(read);
        if (facts.Value.Stages.ById(id) is not { } stage)
            return Problem.NotFound("stage");

        var target = request.MoveTo is null ? null : facts.Value.Stages.ById(ResourceId.Of(request.MoveTo));
        if (request.MoveTo is not null && target is null)
            return StageList.Unknown("move_to");

        if (target == stage)
            return Problem.Invalid("move_to", "This must be another stage than the one that is deleted.");

        // If a company is moved here in between, the deletion fails and is decided again.
        if (isInUse.Value && target is null)
            return new Problem(StageRules.InUse, "move_to: there are companies in the stage; say which stage to move them to.");

        var (batch, now) = (new SqlBatch(), time.UtcNow());
        var origin = call.Origin(now);
        if (target is not null)
        {
            batch.Add(Move, project, stage.Id, target.Id, stage.Name, target.Name, origin.Source, origin.Actor, now);
            StreamNotices.Notify(batch, call.ProjectId);
        }

        facts.Value.Save(batch, call.ProjectId, facts.Value.Stages.Without(stage.Id), now);
        database.Enlist(batch);
        outcome.Wrote(stage.Id, facts.Value.Version);
        return Nothing.Value;
    }
}
