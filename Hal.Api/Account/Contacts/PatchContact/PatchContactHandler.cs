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
        var stored = read.Contact(call.ProjectId, ResourceId.Of(request.Id));
        var owners = read.List<ContactKeys>(ContactRules.Owners, call.ProjectId.Value, patch.Claim.Email, patch.Claim.UserId);
        await database.ReadAsync(read);
        var found = stored.Value;
        if (!found.Succeeded)
            return found.Problem;

        var (before, contact) = (found.Value, found.Value.ToContact());
        var patched = patch.Apply(contact);
        if (!patched.Succeeded)
            return patched.Problem;

        var after = patched.Value;
        if (ContactRules.Taken(after, owners.Value) is { } taken)
            return taken;

        if (after == contact)
        {
            outcome.Wrote(before.Id, before.Version, before.Version);
            return new PatchContactResponse(before);
        }

        var (write, now) = (new SqlBatch(), time.UtcNow());
        ContactWrites.Save(write, call.ProjectId, contact, after, now);
        database.Enlist(write);
        var answer = before.With(after, now);
        outcome.Wrote(answer.Id, before.Version, answer.Version);
        return new PatchContactResponse(answer);
    }
}
