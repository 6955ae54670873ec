using System.Text.Json;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;

namespace Hal.Api.Domain.Contacts;

/// <summary>
/// The changes of a <c>PATCH</c> to a contact (contract 2): absent stays, null clears, tags replace the list, metadata merges by key.
/// </summary>
/// <param name="Email">The e-mail.</param>
/// <param name="UserId">The customer's own id of the person.</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="Notes">What members wrote down.</param>
/// <param name="Tags">Labels.</param>
/// <param name="Metadata">The customer's own fields; undefined if nothing was sent.</param>
public sealed record ContactPatch(
    Optional<string> Email,
    Optional<string> UserId,
    Optional<string> Name,
    Optional<string> Phone,
    Optional<string> Notes,
    Optional<string[]> Tags,
    JsonElement Metadata
)
{
    /// <summary>The values in the form in which they are kept: by these, others are looked for that have them already.</summary>
    public IdentityClaim Claim { get; } = IdentityClaim.From(UserId.Value, Email.Value, Name.Value, Phone.Value);

    /// <summary>The contact as it shall be, equal to the one before if nothing changes; 422 if its metadata would grow too large.</summary>
    /// <param name="before">The contact as it was read.</param>
    public Result<Contact> Apply(Contact before)
    {
        var metadata = MetadataPatch.Apply(before.Metadata, Metadata);
        if (metadata.Flaw is not null)
            return Problem.Invalid("metadata", metadata.Flaw);

        var tags = Tags.IsSet ? ContactRules.Tidy(Tags.Value) : before.Tags;
        return before with
        {
            Email = Email.IsSet ? Claim.Email : before.Email,
            UserId = UserId.IsSet ? Claim.UserId : before.UserId,
            Name = Name.IsSet ? Claim.Name : before.Name,
            Phone = Phone.IsSet ? Claim.Phone : before.Phone,
            Notes = Notes.IsSet ? CallerId.OrAbsent(Notes.Value) : before.Notes,
            Tags = tags.SequenceEqual(before.Tags) ? before.Tags : tags,
            Metadata = metadata.Value,
        };
    }
}
