using Hal.Api.Domain.Contacts;
using Hal.Api.Families.Account;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Contacts.PatchContact;

public sealed class PatchContactHandler(AccountCall call, Database database, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchContactCommand, Result<PatchContactResponse>>
{
    public async Task<Result<PatchContactResponse>> Handle(PatchContactCommand request, CancellationToken cancellationToken)
    {
        var patch = new ContactPatch(
            request.Email,
            request.UserId,
            request.Name,
            request.Phone,
            request.Notes,
            request.Tags,
            request.Metadata
        );
        var read = new SqlRead();
        var update = ContactUpdate.Read(read, call.ProjectId, ResourceId.Of(request.Id), patch);
        await database.ReadAsync(read);
        var change = update.Decide(time.UtcNow());
        if (!change.Succeeded)
            return change.Problem;

        database.Enlist(change.Value.Batch);
        outcome.Wrote(change.Value.Contact.Id, change.Value.ReadVersion, change.Value.Contact.Version);
        return new PatchContactResponse(change.Value.Contact);
    }
}
