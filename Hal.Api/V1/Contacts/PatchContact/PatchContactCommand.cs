using System.Text.Json;
using System.Text.Json.Serialization;
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

namespace Hal.Api.V1.Contacts.PatchContact;

/// <summary>Changes a contact.</summary>
public sealed record PatchContactCommand : IRequest<Result<PatchContactResponse>>, IV1Request, IRecordedWrite
{
    public static string Scope => Scopes.ContactsWrite;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>Unique in the project. Blank counts as null.</summary>
    [SchemaLength(Domain.Fields.Email.MaxLength)]
    public Optional<string> Email { get; init; }

    /// <summary>Your own id of the person, unique in the project. Blank counts as null.</summary>
    public Optional<string> UserId { get; init; }

    /// <summary>The name.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>The phone number. Blank counts as null.</summary>
    public Optional<string> Phone { get; init; }

    /// <summary>What members write down.</summary>
    public Optional<string> Notes { get; init; }

    /// <summary>Labels, up to 100; replaces the list.</summary>
    [SchemaLength(ContactRules.MaxTags)]
    public Optional<string[]> Tags { get; init; }

    /// <summary>Your own fields: merged by key, null removes a key. null for the whole removes all.</summary>
    [SchemaType("object", "null")]
    public JsonElement Metadata { get; init; }
}

/// <summary>The contact.</summary>
/// <param name="Contact">The contact.</param>
public sealed record PatchContactResponse(ContactAnswer Contact);

public sealed class PatchContactValidator : AbstractValidator<PatchContactCommand>
{
    public PatchContactValidator()
    {
        RuleFor(x => x.Email.Value).MustBeEmail();
        RuleFor(x => x.UserId.Value).MustBeUserId();
        RuleFor(x => x.Name.Value).MustBeName();
        RuleFor(x => x.Phone.Value).MustBePhone();
        RuleFor(x => x.Notes.Value).MustBeNotes();
        RuleFor(x => x.Tags.Value).MustBeTags();
        RuleFor(x => x.Metadata).MustBeMetadata();
    }
}
