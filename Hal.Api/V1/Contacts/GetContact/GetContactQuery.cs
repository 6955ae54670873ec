using Hal.Api.Domain.ApiKeys;
using Hal.Api.Domain.Contacts;
using Hal.Api.Families.V1;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Contacts.GetContact;

/// <summary>Reads a contact.</summary>
public sealed record GetContactQuery : IRequest<Result<GetContactResponse>>, IV1Request
{
    public static string Scope => Scopes.ContactsRead;

    public string? Id { get; init; }
}

/// <summary>The contact.</summary>
/// <param name="Contact">The contact.</param>
public sealed record GetContactResponse(ContactAnswer Contact);
