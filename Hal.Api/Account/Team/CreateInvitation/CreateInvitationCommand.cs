using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Account;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Account.Team.CreateInvitation;

/// <summary>Invites somebody into the workspace.</summary>
public sealed record CreateInvitationCommand : IRequest<Result<CreateInvitationResponse>>, IMemberRequest, IRecordedWrite
{
    public static Domain.Members.Role Needs => Domain.Members.Role.Admin;

    /// <summary>Who is invited. Required.</summary>
    [SchemaFormat("email"), SchemaLength(Domain.Fields.Email.MaxLength)]
    public string? Email { get; init; }

    /// <summary>The role that is offered. Required.</summary>
    [SchemaEnum(RoleText.Agent, RoleText.Admin, RoleText.Owner)]
    public string? Role { get; init; }
}

/// <summary>The invitation and its token.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Token">The token that accepts the invitation; shown only here.</param>
public sealed record CreateInvitationResponse(InvitationAnswer Invitation, string Token);

public sealed class CreateInvitationValidator : AbstractValidator<CreateInvitationCommand>
{
    public CreateInvitationValidator()
    {
        RuleFor(x => x.Email).NotEmpty().WithMessage("This is required.").MustBeEmail();
        RuleFor(x => x.Role).NotNull().WithMessage("This is required.").MustBeRole();
    }
}
