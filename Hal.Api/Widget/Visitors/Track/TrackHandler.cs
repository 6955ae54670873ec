using Hal.Api.Background;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Visitors.Track;

public sealed class TrackHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<TrackCommand, Result<TrackResponse>>
{
    public async Task<Result<TrackResponse>> Handle(TrackCommand request, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var draft = NewEvent.From(request, now);
        var facts = await TrackFacts.ReadAsync(database, call.Project, request.VisitorId!, [draft]);
        if (facts.ProofMissing(call.Proof, request.NamesUser || draft.NamesCompany) is { } missing)
            return missing;

        var visitor = (facts.Visitor ?? Visitor.New(Ids.New())).ProvenBy(call.Proof);
        var events = new SqlBatch();
        if (facts.Known is [var first, ..])
        {
            // A repeat creates no visitor, but its proof is stored.
            if (facts.Visitor is not null)
                Write(request.VisitorId!, facts.Visitor, visitor, events, now);

            return new TrackResponse(EventAnswer.Repeated(first, draft, visitor, call.Proof.SpeaksFor(visitor.ContactUserId)));
        }

        var made = StoredEvent.Of(Ids.New(), draft, visitor, facts.Companies);
        if (!made.Succeeded)
            return made.Problem;

        made.Value.Save(events, call.ProjectId, draft.Metadata, ChangeOrigin.Widget(visitor.Id, now));
        Write(request.VisitorId!, facts.Visitor, visitor, events, now);
        return new TrackResponse(EventAnswer.Created(made.Value));
    }

    private void Write(string visitorId, Visitor? before, Visitor visitor, SqlBatch events, DateTime now)
    {
        // The visitor comes first, because the event refers to it.
        var batch = new SqlBatch();
        VisitorWrites.Save(batch, call.ProjectId, visitorId, before, visitor, now);
        database.Enlist(batch.Add(events));
        lastSeen.Note(call.ProjectId, visitor.Id);
        call.RecordVisitor(visitor.Id, before is null, visitor.ContactUserId);
    }
}
