using FluentValidation;
using Hal.Api.Domain.Fields;
using Hal.Api.Domain.Members;
using Hal.Api.Families.Open;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Account.Team.AcceptInvitation;

/// <summary>Joins a workspace by an invitation.</summary>
public sealed record AcceptInvitationCommand : IRequest<Result<AcceptInvitationResponse>>, IOpenRequest, IRecordedWrite
{
    /// <summary>The invitation's token. Required.</summary>
    public string? Token { get; init; }

    /// <summary>10 to 200 characters. Required.</summary>
    public string? Password { get; init; }

    /// <summary>Your name.</summary>
    public string? Name { get; init; }

    // 256 random bits are not guessed, however often somebody tries.
    string? IOpenRequest.LimitedBy => null;
}

/// <summary>You are signed in.</summary>
/// <param name="Token">The access token, for Authorization: Bearer.</param>
/// <param name="RefreshToken">Exchanges for the next access token, once.</param>
/// <param name="ExpiresIn">How many seconds the access token is valid.</param>
/// <param name="User">You.</param>
public sealed record AcceptInvitationResponse(string Token, string RefreshToken, int ExpiresIn, MemberAnswer User);

public sealed class AcceptInvitationValidator : AbstractValidator<AcceptInvitationCommand>
{
    public AcceptInvitationValidator()
    {
        RuleFor(x => x.Token).NotEmpty().WithMessage("This is required.");
        RuleFor(x => x.Password).MustBeNewPassword();
        RuleFor(x => x.Name).MustBeName();
    }
}
