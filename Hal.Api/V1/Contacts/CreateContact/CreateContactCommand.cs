using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Families.V1;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.V1.Contacts.CreateContact;

/// <summary>Creates a contact.</summary>
public sealed record CreateContactCommand : IRequest<Result<CreateContactResponse>>, IV1Request, IRecordedWrite
{
    public static string Scope => Scopes.ContactsWrite;

    /// <summary>Unique in the project. Blank counts as absent.</summary>
    [SchemaLength(Domain.Fields.Email.MaxLength)]
    public string? Email { get; init; }

    /// <summary>Your own id of the person, unique in the project. Blank counts as absent.</summary>
    public string? UserId { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The phone number. Blank counts as absent.</summary>
    public string? Phone { get; init; }

    /// <summary>What members write down.</summary>
    public string? Notes { get; init; }

    /// <summary>Labels, up to 100.</summary>
    [SchemaLength(ContactRules.MaxTags)]
    public string[]? Tags { get; init; }

    /// <summary>Your own fields: up to 100 keys and 16 KiB.</summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }
}

/// <summary>The contact.</summary>
/// <param name="Contact">The contact.</param>
public sealed record CreateContactResponse(ContactAnswer Contact);

public sealed class CreateContactValidator : AbstractValidator<CreateContactCommand>
{
    public CreateContactValidator()
    {
        RuleFor(x => x.Email).MustBeEmail();
        RuleFor(x => x.UserId).MustBeUserId();
        RuleFor(x => x.Name).MustBeName();
        RuleFor(x => x.Phone).MustBePhone();
        RuleFor(x => x.Notes).MustBeNotes();
        RuleFor(x => x.Tags).MustBeTags();
        RuleFor(x => x.Metadata).MustBeMetadata();
        RuleFor(x => x.Email)
            .Must(
                (x, _) =>
                    IdentityClaim.From(x.UserId, x.Email, x.Name, x.Phone) is not { Email: null, UserId: null, Name: null, Phone: null }
            )
            .WithMessage("Send an e-mail, a user_id, a name or a phone number.");
    }
}
