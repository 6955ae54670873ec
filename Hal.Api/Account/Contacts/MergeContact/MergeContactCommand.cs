using System.Text.Json.Serialization;
using FluentValidation;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Contacts.MergeContact;

/// <summary>Merges another contact into one.</summary>
public sealed record MergeContactCommand : IRequest<Result<MergeContactResponse>>, IProjectRequest, IRecordedWrite
{
    public static Role Needs => Role.Agent;

    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>The contact to merge into this one. Required.</summary>
    public string? OtherId { get; init; }
}

/// <summary>The contact that stays.</summary>
/// <param name="Contact">The contact.</param>
public sealed record MergeContactResponse(ContactAnswer Contact);

public sealed class MergeContactValidator : AbstractValidator<MergeContactCommand>
{
    public MergeContactValidator() => RuleFor(x => x.OtherId).NotEmpty().WithMessage("This is required.");
}
