using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Contacts.DeleteContact;

/// <summary>Deletes a contact.</summary>
public sealed record DeleteContactCommand : IRequest<Result<Nothing>>, IProjectRequest, IRecordedWrite
{
    public const string Yes = "true";
    public const string No = "false";

    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }

    public string? Erase { get; init; }
}

public sealed class DeleteContactValidator : AbstractValidator<DeleteContactCommand>
{
    public DeleteContactValidator() =>
        RuleFor(x => x.Erase)
            .Must(erase => erase is null or DeleteContactCommand.Yes or DeleteContactCommand.No)
            .WithMessage("This must be true or false.");
}
