using System.Text.Json;
using FluentValidation;
using Hal.Api.Background;
using Hal.Api.Domain.Events;
using Hal.Api.Domain.History;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Visitors.TrackBatch;

public sealed class TrackBatchHandler(
    WidgetCall call,
    Database database,
    LastSeen lastSeen,
    IValidator<TrackBatchEvent> rules,
    IHttpContextAccessor http,
    TimeProvider time
) : IRequestHandler<TrackBatchCommand, Result<TrackBatchResponse>>
{
    public async Task<Result<TrackBatchResponse>> Handle(TrackBatchCommand request, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var drafts = request.Events!.Select((json, i) => Read(json, $"events[{i}]", now)).ToList();
        var valid = drafts.Where(d => d.Succeeded).Select(d => d.Value!).ToList();
        var facts = await TrackFacts.ReadAsync(database, call.Project, request.VisitorId!, valid);
        if (facts.ProofMissing(call.Proof, request.NamesUser || valid.Any(d => d.NamesCompany)) is { } missing)
            return missing;

        var visitor = (facts.Visitor ?? Visitor.New(Ids.New())).ProvenBy(call.Proof);
        var known = facts.Known.ToDictionary(e => e.EventKey!);
        var events = new SqlBatch();
        var results = drafts.Select(d => d.Succeeded ? Store(d.Value, visitor, facts, known, events, now) : Rejected(d.Problem)).ToList();
        Write(request.VisitorId!, facts.Visitor, visitor, events, now);

        if (facts.Visitor is not null)
            lastSeen.Note(call.ProjectId, visitor.Id);

        // Without an event, no visitor is created.
        if (facts.Visitor is not null || !events.IsEmpty)
            call.RecordVisitor(visitor.Id, facts.Visitor is null, visitor.ContactUserId);

        return new TrackBatchResponse(results);
    }

    private Result<NewEvent> Read(JsonElement json, string path, DateTime now)
    {
        var input = JsonBody.Read<TrackBatchEvent>(json, path);
        if (!input.Succeeded)
            return input.Problem;

        var failures = rules.Validate(input.Value).Errors;
        return failures.Count == 0 ? NewEvent.From(input.Value, now) : ValidationProblem.Of(failures, path);
    }

    private TrackBatchResult Store(
        NewEvent draft,
        Visitor visitor,
        TrackFacts facts,
        Dictionary<string, StoredEvent> known,
        SqlBatch batch,
        DateTime now
    )
    {
        if (draft.Key is not null && known.TryGetValue(draft.Key, out var first))
            return new TrackBatchResult(
                "duplicate",
                EventAnswer.Repeated(first, draft, visitor, call.Proof.SpeaksFor(visitor.ContactUserId)),
                null
            );

        var made = StoredEvent.Of(Ids.New(), draft, visitor, facts.Companies);
        if (!made.Succeeded)
            return Rejected(made.Problem);

        made.Value.Save(batch, call.ProjectId, draft.Metadata, ChangeOrigin.Widget(visitor.Id, now));
        if (draft.Key is not null)
            known[draft.Key] = made.Value;

        return new TrackBatchResult("created", EventAnswer.Created(made.Value), null);
    }

    private void Write(string visitorId, Visitor? before, Visitor visitor, SqlBatch events, DateTime now)
    {
        // The visitor comes first, because the events refer to it. Without an event, no visitor is created.
        var batch = new SqlBatch();
        if (before is not null || !events.IsEmpty)
            VisitorWrites.Save(batch, call.ProjectId, visitorId, before, visitor, now);

        database.Enlist(batch.Add(events));
    }

    private TrackBatchResult Rejected(Problem problem) =>
        new("rejected", null, ProblemBody.Of(problem, http.HttpContext?.TraceIdentifier ?? string.Empty));
}
