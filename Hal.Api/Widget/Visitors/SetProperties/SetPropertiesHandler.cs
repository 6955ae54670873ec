using Hal.Api.Background;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Visitors;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Widget.Visitors.SetProperties;

public sealed class SetPropertiesHandler(WidgetCall call, Database database, LastSeen lastSeen, TimeProvider time)
    : IRequestHandler<SetPropertiesCommand, Result<SetPropertiesResponse>>
{
    public async Task<Result<SetPropertiesResponse>> Handle(SetPropertiesCommand request, CancellationToken cancellationToken)
    {
        var (before, contact) = await ReadAsync(request.VisitorId!);
        if (
            call.Proof.Missing(
                contact is not null || request.NamesUser,
                contact is { Verified: true },
                call.Proof.SpeaksFor(contact?.UserId)
            ) is
            { } missing
        )
            return missing;

        var field = request.Metadata is null ? "properties" : "metadata";
        var visitor = (before ?? Visitor.New(Ids.New())).ProvenBy(call.Proof);
        var merged = MetadataPatch.Merge(contact?.Metadata ?? visitor.Properties, request.Metadata ?? request.Properties);
        if (merged.Flaw is not null)
            return Problem.Invalid(field, merged.Flaw);

        var said = IdentityClaim.From(null, null, request.Name, request.Phone);
        var batch = new SqlBatch();
        if (contact is null)
            visitor = visitor with { Properties = merged.Value, Name = said.Name ?? visitor.Name, Phone = said.Phone ?? visitor.Phone };
        else
            SaveContact(
                batch,
                contact,
                contact with
                {
                    Metadata = merged.Value,
                    Name = said.Name ?? contact.Name,
                    Phone = said.Phone ?? contact.Phone,
                }
            );

        VisitorWrites.Save(batch, call.ProjectId, request.VisitorId!, before, visitor, time.UtcNow());
        database.Enlist(batch);

        if (before is not null)
            lastSeen.Note(call.ProjectId, visitor.Id);

        call.RecordVisitor(visitor.Id, before is null, contact?.UserId);
        return new SetPropertiesResponse(
            new SetPropertiesVisitor(visitor.Id, request.VisitorId!, visitor.Verified),
            contact is null ? null : new SetPropertiesContact(contact.Id, false)
        );
    }

    private async Task<(Visitor? Visitor, Contact? Contact)> ReadAsync(string visitorId)
    {
        var project = call.ProjectId.Value;
        var read = new SqlRead();
        var visitor = read.One<Visitor>(Visitor.Sql, project, visitorId);
        var contact = read.One<Contact>(Contact.OfVisitor, project, visitorId);
        await database.ReadAsync(read);
        return (visitor.Value, contact.Value);
    }

    private void SaveContact(SqlBatch batch, Contact before, Contact after)
    {
        if (before != after)
            ContactWrites.Save(batch, call.ProjectId, before, after, time.UtcNow());
    }
}
