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
        if (call.ProofMissing(draft.NamesCompany || facts.Visitor?.ContactId is not null, facts.Visitor is { ContactVerified: true }, call.SpeaksFor(facts.Visitor?.ContactUserId)) is { } missing)
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

        var batch = new SqlBatch();
        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, facts.Visitor, visitor, now);
        made.Value.Save(batch, call.ProjectId, draft.Metadata, now);
        await session.WriteAsync(call.ProjectId, batch);
        lastSeen.Note(call.ProjectId, visitor.Id);
        return new TrackResponse(EventAnswer.Created(made.Value));
    }
}
