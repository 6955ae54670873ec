using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Metadata;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Http;
using MediatR;

namespace Hal.Api.Account.Contacts.PatchContact;

public sealed class PatchContactHandler(AccountCall call, Session session, Outcome outcome, TimeProvider time)
    : IRequestHandler<PatchContactCommand, Result<PatchContactResponse>>
{
    public async Task<Result<PatchContactResponse>> Handle(PatchContactCommand request, CancellationToken cancellationToken)
    {
        var claim = IdentityClaim.From(request.UserId.Value, request.Email.Value, request.Name.Value, request.Phone.Value);
        var batch = new SqlBatch().AddContact(call.ProjectId, ResourceId.Of(request.Id)).Add(ContactRules.Owners, call.ProjectId.Value, claim.Email, claim.UserId);
        var (found, owners) = await session.ReadAsync(batch, async results => (await results.TakeContactAsync(), await results.ListAsync<ContactKeys>()));
        if (!found.Succeeded)
            return found.Problem;

        var before = found.Value;
        var metadata = MetadataPatch.Apply(before.Metadata, request.Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        var tags = request.Tags.IsSet ? ContactRules.Tidy(request.Tags.Value) : before.Tags;
        var contact = before.ToContact();
        var after = contact with
        {
            Email = request.Email.IsSet ? claim.Email : contact.Email,
            UserId = request.UserId.IsSet ? claim.UserId : contact.UserId,
            Name = request.Name.IsSet ? claim.Name : contact.Name,
            Phone = request.Phone.IsSet ? claim.Phone : contact.Phone,
            Notes = request.Notes.IsSet ? CallerId.OrAbsent(request.Notes.Value) : contact.Notes,
            Tags = tags.SequenceEqual(contact.Tags) ? contact.Tags : tags,
            Metadata = metadata.Value,
        };
        if (ContactRules.Taken(after, owners) is { } taken)
            return taken;

        if (after == contact)
        {
            outcome.Wrote(before.Id, before.Version, before.Version);
            return new PatchContactResponse(before);
        }

        var (write, now) = (new SqlBatch(), time.UtcNow());
        ContactWrites.Save(write, call.ProjectId, contact, after, now);
        session.Enlist(write);
        var answer = before.With(after, now);
        outcome.Wrote(answer.Id, before.Version, answer.Version);
        return new PatchContactResponse(answer);
    }
}
