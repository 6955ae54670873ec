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
        var facts = await TrackFacts.ReadAsync(session, call.Project, request.VisitorId!, [draft]);
        if (facts.ProofMissing(call, request.NamesUser || draft.NamesCompany) is { } missing)
            return missing;

        var visitor = (facts.Visitor ?? Visitor.New()).ProvenBy(call);
        var events = new SqlBatch();
        if (facts.Known is [var first, ..])
        {
            // A repeat makes no visitor, but a proof it carries is kept.
            if (facts.Visitor is not null)
                await WriteAsync(request.VisitorId!, facts.Visitor, visitor, events, now);

            return new TrackResponse(EventAnswer.Repeated(first, draft, visitor, call.SpeaksFor(visitor.ContactUserId)));
        }

        var made = StoredEvent.Of(draft, visitor, facts.Companies);
        if (!made.Succeeded)
            return made.Problem;

        made.Value.Save(events, call.ProjectId, draft.Metadata, ChangeOrigin.Widget(visitor.Id, now));
        await WriteAsync(request.VisitorId!, facts.Visitor, visitor, events, now);
        return new TrackResponse(EventAnswer.Created(made.Value));
    }

    private async Task WriteAsync(string visitorId, Visitor? before, Visitor visitor, SqlBatch events, DateTime now)
    {
        // The visitor comes first, since the event points at it.
        var batch = new SqlBatch();
        VisitorWrites.Save(batch, call.ProjectId, visitorId, before, visitor, now);
        await session.WriteAsync(call.ProjectId, batch.Add(events));
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.Meet(visitor.Id, before is null, visitor.ContactUserId);
    }
}
