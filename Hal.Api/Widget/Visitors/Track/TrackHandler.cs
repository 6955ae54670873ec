using Dapper;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Widget.Visitors.Track;

public sealed class TrackHandler(WidgetCall call, Session session, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<TrackCommand, Result<TrackResponse>>
{
    public async Task<Result<TrackResponse>> Handle(TrackCommand request, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var draft = EventDraft.From(request, now);
        var facts = await ReadAsync(request.VisitorId!, draft);
        if (call.ProofMissing(draft.NamesCompany || facts.Visitor?.ContactId is not null, facts.IsContactVerified) is { } missing)
            return missing;

        var visitor = (facts.Visitor ?? Visitor.New()).ProvenBy(call);
        if (facts.Known is [var first, ..])
        {
            if (facts.Visitor is not null)
                lastSeen.Note(call.ProjectId, visitor.Id);

            return new TrackResponse(EventAnswer.Repeated(first, draft, visitor));
        }

        var made = StoredEvent.Of(draft, visitor, facts.Companies);
        if (!made.Succeeded)
            return made.Problem;

        var batch = new WriteBatch();
        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, facts.Visitor, visitor, now);
        made.Value.Save(batch, call.ProjectId, draft.Metadata, now);
        await session.WriteAsync(call.ProjectId, batch);
        lastSeen.Note(call.ProjectId, visitor.Id);
        return new TrackResponse(EventAnswer.Created(made.Value));
    }

    private Task<TrackFacts> ReadAsync(string visitorId, EventDraft draft)
    {
        var project = call.ProjectId.Value;
        if (draft is { CompanyRef: null, Key: null })
        {
            return session.ReadFactsAsync(call.Project, TrackFacts.Sql, new { ProjectId = project, VisitorId = visitorId }, async results =>
                new TrackFacts(await results.ReadSingleOrDefaultAsync<Visitor>(), await results.ReadSingleOrDefaultAsync<bool>(), [], []));
        }

        var values = new
        {
            ProjectId = project,
            VisitorId = visitorId,
            CompanyRefs = new[] { draft.CompanyRef },
            CompanyIds = new[] { ActingCompany.IdIn(draft.CompanyRef) },
            EventKeys = new[] { draft.Key },
        };
        return session.ReadFactsAsync(call.Project, TrackFacts.SqlWithReferences, values, async results => new TrackFacts(
            await results.ReadSingleOrDefaultAsync<Visitor>(),
            await results.ReadSingleOrDefaultAsync<bool>(),
            (await results.ReadAsync<Company>()).AsList(),
            (await results.ReadAsync<StoredEvent>()).AsList()));
    }
}
