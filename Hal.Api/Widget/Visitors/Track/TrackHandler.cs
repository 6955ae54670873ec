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
        var facts = await TrackFacts.ReadAsync(session, call.Project, request.VisitorId!, [draft]);
        if (call.ProofMissing(draft.NamesCompany || request.NamesUser || facts.Visitor?.ContactId is not null, facts.Visitor is { ContactVerified: true }, call.SpeaksFor(facts.Visitor?.ContactUserId)) is { } missing)
            return missing;

        var visitor = (facts.Visitor ?? Visitor.New()).ProvenBy(call);
        var batch = new SqlBatch();
        if (facts.Known is [var first, ..])
        {
            // A repeat makes no visitor, but a proof it carries is kept.
            if (facts.Visitor is not null)
                await SaveVisitorAsync(request.VisitorId!, facts.Visitor, visitor, batch, now);

            return new TrackResponse(EventAnswer.Repeated(first, draft, visitor, call.SpeaksFor(visitor.ContactUserId)));
        }

        var made = StoredEvent.Of(draft, visitor, facts.Companies);
        if (!made.Succeeded)
            return made.Problem;

        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, facts.Visitor, visitor, now);
        made.Value.Save(batch, call.ProjectId, draft.Metadata, now);
        await session.WriteAsync(call.ProjectId, batch);
        lastSeen.Note(call.ProjectId, visitor.Id);
        return new TrackResponse(EventAnswer.Created(made.Value));
    }

    private async Task SaveVisitorAsync(string visitorId, Visitor before, Visitor visitor, SqlBatch batch, DateTime now)
    {
        VisitorWrites.Save(batch, call.ProjectId, visitorId, before, visitor, now);
        if (!batch.IsEmpty)
            await session.WriteAsync(call.ProjectId, batch);

        lastSeen.Note(call.ProjectId, visitor.Id);
    }
}
