using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Contacts.CreateContact;

public sealed class CreateContactHandler(V1Call call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<CreateContactCommand, Result<CreateContactResponse>>
{
    public async Task<Result<CreateContactResponse>> Handle(CreateContactCommand request, CancellationToken cancellationToken)
    {
        var contact = new NewContact(
            request.Email,
            request.UserId,
            request.Name,
            request.Phone,
            request.Notes,
            request.Tags,
            request.Metadata
        );
        var read = new SqlRead();
        var creation = ContactCreation.Read(read, call.ProjectId, contact);
        await database.ReadAsync(read);
        var change = creation.Decide(Ids.New(), time.UtcNow());
        if (!change.Succeeded)
            return change.Problem;

        database.Enlist(change.Value.Batch);
        outcome.Wrote(change.Value.Contact.Id, change.Value.ReadVersion, change.Value.Contact.Version);
        return new CreateContactResponse(change.Value.Contact);
    }
}
