using Hal.Api.Domain.ApiKeys;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Pipeline;
using MediatR;

namespace Hal.Api.V1.Contacts.DeleteContact;

/// <summary>Deletes a contact.</summary>
public sealed record DeleteContactCommand : IRequest<Result<Nothing>>, IV1Request, IRecordedWrite
{
    public static string Scope => Scopes.ContactsWrite;

    public string? Id { get; init; }
}
