using Hal.Api.Domain.ApiKeys;
using Hal.Api.Families.V1;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.V1.Contacts.DeleteContact;

/// <summary>Deletes a contact.</summary>
public sealed record DeleteContactCommand : IRequest<Result<Nothing>>, IV1Request, IRecordedWrite
{
    public static string Scope => Scopes.ContactsWrite;

    public string? Id { get; init; }
}
