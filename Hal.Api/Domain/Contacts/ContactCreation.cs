using System.Text.Json;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Contacts;

/// <summary>The fields of a contact that a request creates (contract 3). Blank texts count as absent.</summary>
/// <param name="Email">The e-mail.</param>
/// <param name="UserId">The customer's own id of the person.</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="Notes">What members write down.</param>
/// <param name="Tags">Labels.</param>
/// <param name="Metadata">The customer's own fields.</param>
public sealed record NewContact(
    string? Email,
    string? UserId,
    string? Name,
    string? Phone,
    string? Notes,
    string[]? Tags,
    JsonElement? Metadata
)
{
    /// <summary>The identity in its stored form.</summary>
    public IdentityClaim Claim { get; } = IdentityClaim.From(UserId, Email, Name, Phone);

    /// <summary>The contact in its stored form; 422 if its metadata is too large.</summary>
    public Result<Contact> ToContact(Guid id)
    {
        var metadata = MetadataPatch.Merge(MetadataPatch.Empty, Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        return new Contact(
            id,
            Claim.Email,
            Claim.UserId,
            Claim.Name,
            Claim.Phone,
            CallerId.OrAbsent(Notes),
            ContactRules.Tidy(Tags),
            metadata.Value,
            Verified: false,
            Version: 0
        );
    }
}

/// <summary>Creates a contact (contract 5, 6): reads what the decision needs, then decides.</summary>
public sealed class ContactCreation
{
    private readonly ProjectId _project;
    private readonly NewContact _contact;
    private readonly Fetched<IReadOnlyList<ContactKeys>> _owners;

    private ContactCreation(SqlRead read, ProjectId project, NewContact contact)
    {
        (_project, _contact) = (project, contact);
        _owners = read.List<ContactKeys>(ContactRules.Owners, project.Value, contact.Claim.Email, contact.Claim.UserId);
    }

    /// <summary>Adds the statement that reads the contacts that have the e-mail or the user id.</summary>
    public static ContactCreation Read(SqlRead read, ProjectId project, NewContact contact) => new(read, project, contact);

    /// <summary>The new contact; 422 if its metadata is too large, 409 if another contact has the e-mail or the user id.</summary>
    public Result<ContactChange> Decide(Guid id, DateTime now)
    {
        var contact = _contact.ToContact(id);
        if (!contact.Succeeded)
            return contact.Problem;

        if (ContactRules.Taken(contact.Value, _owners.Value) is { } taken)
            return taken;

        var batch = new SqlBatch();
        ContactWrites.Save(batch, _project, null, contact.Value, now);
        return new ContactChange(ContactAnswer.Of(contact.Value, [], now), ReadVersion: null, batch);
    }
}
