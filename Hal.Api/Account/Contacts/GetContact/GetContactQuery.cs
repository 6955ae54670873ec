using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Contacts.GetContact;

/// <summary>Reads a contact.</summary>
public sealed record GetContactQuery : IRequest<Result<GetContactResponse>>, IProjectRequest
{
    public static Role Needs => Role.Agent;

    public string? Id { get; init; }
}

/// <summary>The contact.</summary>
/// <param name="Contact">The contact.</param>
public sealed record GetContactResponse(ContactAnswer Contact);
