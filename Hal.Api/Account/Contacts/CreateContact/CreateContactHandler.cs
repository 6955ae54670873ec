using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.CreateContact;

public sealed class CreateContactHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateContactCommand, Result<CreateContactResponse>>
{
    public async Task<Result<CreateContactResponse>> Handle(CreateContactCommand request, CancellationToken cancellationToken)
    {
        var claim = IdentityClaim.From(request.UserId, request.Email, request.Name, request.Phone);
        var metadata = MetadataPatch.Merge(MetadataPatch.Empty, request.Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        var contact = new Contact(
            Ids.New(),
            claim.Email,
            claim.UserId,
            claim.Name,
            claim.Phone,
            CallerId.OrAbsent(request.Notes),
            ContactRules.Tidy(request.Tags),
            metadata.Value,
            false,
            0
        );
        var owners = await database.ReadListAsync<ContactKeys>(ContactRules.Owners, call.ProjectId.Value, contact.Email, contact.UserId);
        if (ContactRules.Taken(contact, owners) is { } taken)
            return taken;

        var (batch, now) = (new SqlBatch(), time.UtcNow());
        ContactWrites.Save(batch, call.ProjectId, null, contact, now);
        database.Enlist(batch);
        outcome.Wrote(contact.Id, after: 1);
        return new CreateContactResponse(ContactAnswer.Of(contact, [], now));
    }
}
