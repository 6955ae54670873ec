using System.Text.Json;
using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Metadata;
using Hal.Api.Families.Widget;
using Hal.Api.Platform.Values;

namespace Hal.Api.Widget.Visitors.SetProperties;

/// <summary>Tells something about a visitor, whoever it is.</summary>
public sealed record SetPropertiesCommand : WidgetCommand<SetPropertiesResponse>
{
    /// <summary>
    /// Merged by key into the contact, or into the visitor's properties while there is no contact; null removes a key. At most 100 keys and
    /// 16 KiB after the merge. Required, if there is no name or phone.
    /// </summary>
    [SchemaType("object", "null")]
    public JsonElement? Metadata { get; init; }

    /// <summary>The same as metadata.</summary>
    [SchemaType("object", "null")]
    public JsonElement? Properties { get; init; }

    /// <summary>The person's name.</summary>
    public string? Name { get; init; }

    /// <summary>The person's phone number. Blank counts as absent.</summary>
    public string? Phone { get; init; }
}

/// <summary>Ids, and no data that the call did not send itself.</summary>
/// <param name="Visitor">The visitor.</param>
/// <param name="Contact">The contact the visitor belongs to; null while it is anonymous.</param>
public sealed record SetPropertiesResponse(SetPropertiesVisitor Visitor, SetPropertiesContact? Contact) : WidgetAnswer;

/// <summary>A visitor.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="VisitorId">Your own id.</param>
/// <param name="Verified">Whether the present identity was proven by a user_hash.</param>
public sealed record SetPropertiesVisitor(Guid Id, string VisitorId, bool Verified);

/// <summary>A contact.</summary>
/// <param name="Id">Hal's id.</param>
/// <param name="Created">Always false: this call makes no contact.</param>
public sealed record SetPropertiesContact(Guid Id, bool Created);

public sealed class SetPropertiesValidator : AbstractValidator<SetPropertiesCommand>
{
    public SetPropertiesValidator()
    {
        Include(new VisitorRules<SetPropertiesCommand>());
        RuleFor(x => x.Metadata).MustBeMetadata();
        RuleFor(x => x.Metadata).NotNull().WithMessage("This is required.").When(x => x is { Properties: null, Name: null, Phone: null });
        RuleFor(x => x.Properties).MustBeMetadata();
        RuleFor(x => x.Properties)
            .Must((command, properties) => JsonElement.DeepEquals(command.Metadata!.Value, properties!.Value))
            .WithMessage("metadata and properties are the same field; both were sent and they differ.")
            .When(x => x is { Metadata: not null, Properties: not null });
        RuleFor(x => x.Name).MustBeName();
        RuleFor(x => x.Phone).MustBePhone();
    }
}
